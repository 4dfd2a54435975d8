"""Sanctions as they hold: a member's row always says what those in force say together."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.lib.live import access_changed
from members.privacy.sessions import end_sessions
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal
from moderation.sanctions.models import FIELDS, Sanction, SanctionKind

if TYPE_CHECKING:
    from moderation.review.decisions import Decision

SUSPENDING = (SanctionKind.SUSPEND, SanctionKind.BAN)


def _said(member_id: int, field: str) -> datetime | None:
    """What all sanctions that were not lifted say together, and what was found when they began."""
    kinds = [kind for kind, name in FIELDS.items() if name == field]
    rows = list(Sanction.objects.filter(member=member_id, kind__in=kinds))
    ends = [row.until for row in rows if row.lifted_at is None] + [row.found_until for row in rows if row.found_until]
    return max(ends, default=None)


def _settle(member: Member, field: str) -> None:
    """Write it down; who is suspended is signed out everywhere, and open streams are asked anew."""
    setattr(member, field, _said(member.pk, field))
    member.save(update_fields=[field])
    if member.is_suspended:
        end_sessions(member)
    access_changed(member.pk)


@transaction.atomic
def impose(decision: Decision, kind: str, *, days: int | None = None) -> Sanction:
    """Let it hold from now on, for so many days; a ban for good. What was set without a sanction is not forgotten.

    Raises NotNow for the only owner.
    """
    assert decision.about is not None
    if kind in SUSPENDING and decision.about.is_owner and decision.about.is_last_owner_locked():
        raise NotNow(Refusal(_("A community always has an owner who takes part. Make somebody else owner first.")))
    member, now, field = _locked(decision.about), timezone.now(), FIELDS[SanctionKind(kind)]
    found = getattr(member, field)
    row: Sanction = Sanction.objects.update_or_create(
        decision=decision,
        defaults={
            "member": member,
            "kind": kind,
            "starts_at": now,
            "ends_at": None if kind == SanctionKind.BAN else now + timedelta(days=days or 1),
            "found_until": found if found != _said(member.pk, field) else None,
            "lifted_at": None,
            "lifted_by": None,
        },
    )[0]
    _settle(member, field)
    return row


@transaction.atomic
def end(sanction: Sanction, *, by: Member | None, why: str = "") -> bool:
    """Let it hold no more; others go on. Whether this changed anything."""
    member = _locked(sanction.member)
    row = Sanction.objects.select_for_update().get(pk=sanction.pk)
    if not row.is_in_force:
        return False
    row.lifted_at, row.lifted_by, row.lifted_why = timezone.now(), by, why
    row.save(update_fields=["lifted_at", "lifted_by", "lifted_why"])
    _settle(member, FIELDS[SanctionKind(row.kind)])
    return True


def _locked(member: Member) -> Member:
    Member.objects.one_at_a_time(member)
    fresh: Member = Member.objects.get_queryset().get(pk=member.pk)
    return fresh
