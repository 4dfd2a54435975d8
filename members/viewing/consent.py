"""Whether a member agrees to be looked for: asked for, given for a day at a time, taken back at any moment."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.activity.log import record
from members.activity.models import Activity
from members.profiles.models import Member
from members.profiles.roles import RANK

if TYPE_CHECKING:
    from django.db.models import QuerySet

KEPT_AS = "viewed_until"
HOLDS = timedelta(hours=24)


def agreed_until(member: Member) -> datetime | None:
    """Until when the team may see pages as this member does; None if it may not now."""
    kept = member.preferences.get(KEPT_AS) if isinstance(member.preferences, dict) else None
    until = datetime.fromisoformat(kept) if isinstance(kept, str) else None
    return until if until is not None and until > timezone.now() else None


@transaction.atomic
def agree(member: Member) -> datetime:
    """Let the team see pages as this member does for a day from now; returns until when."""
    until = timezone.now() + HOLDS
    _keep(member, until.isoformat())
    record("view.agreed", actor=member, subject=member)
    return until


@transaction.atomic
def withdraw(member: Member) -> None:
    """Take it back; whoever looks now is refused the next page. Does nothing where there is nothing to take back."""
    row = _locked(member)
    if agreed_until(row) is not None:
        _keep(member, None)
        record("view.withdrawn", actor=member, subject=member)


@transaction.atomic
def ask(member: Member, *, by: Member) -> bool:
    """Ask a member to agree. False if somebody of the team did within a day, or they agree already."""
    row = _locked(member)
    since = timezone.now() - HOLDS
    asked = Activity.objects.filter(verb="view.asked", subject_type=member._meta.label_lower, subject_id=member.pk)
    if agreed_until(row) is not None or asked.filter(at__gte=since).exists():
        return False
    record("view.asked", actor=by, subject=member)
    return True


def those_who_agreed(viewer: Member) -> list[Member]:
    """Whom `viewer` may look for now, by name: two queries, however many members there are."""
    since = timezone.now() - HOLDS
    ids = Activity.objects.filter(verb="view.agreed", at__gte=since).values_list("actor_id", flat=True)
    found: QuerySet[Member] = Member.objects.present().filter(pk__in=set(ids)).order_by("name", "pk")
    return [member for member in found if agreed_until(member) is not None and not refusal(member, by=viewer)]


def refusal(member: Member, *, by: Member) -> str:
    """Why `by` may not look for this member even if they agree, in a sentence; empty if nothing is in the way."""
    if member.pk == by.pk:
        return _("These are you: leave the view, and you see your own pages.")
    if RANK[member.role] > RANK[by.role]:
        return _("You cannot view as somebody who may do more here than you.")
    return ""


def _locked(member: Member) -> Member:
    return Member.objects.get_queryset().select_for_update(no_key=True).get(pk=member.pk)


def _keep(member: Member, word: str | None) -> None:
    row = _locked(member)
    kept = {name: value for name, value in row.preferences.items() if name != KEPT_AS}
    member.preferences = {**kept, KEPT_AS: word} if word else kept
    member.save(update_fields=["preferences"])
