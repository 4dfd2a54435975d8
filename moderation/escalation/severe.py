"""Severe cases: whoever is on duty knows at once, and again after half the due time if nobody has the case."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from members.activity.log import record
from moderation.escalation.escalating import bell
from moderation.escalation.models import EscalationCall, SevereAlert
from moderation.escalation.whom import watchers
from moderation.guidelines.measures import Severity
from moderation.review.cases import Case
from moderation.review.claiming import CLAIMED_FOR


def severe_case(case_id: int | None) -> Case | None:
    """The open severe case with this number."""
    rows = Case.objects.open().filter(pk=case_id or 0, severity=Severity.HIGH).select_related("about")
    found: Case | None = rows.first()
    return found


@transaction.atomic
def alert(case: Case) -> None:
    """Owe letters to whoever is on duty; the second time nothing is owed."""
    now = timezone.now()
    again_at = now + (case.due_at - now) / 2 if case.due_at > now else now
    _alert, is_new = SevereAlert.objects.get_or_create(case=case, defaults={"at": now, "again_at": again_at})
    if is_new:
        owe(case, "severe")


def owe(case: Case, word: str) -> None:
    """A letter to each who watches, once for this word and as long as the case stays severe. Inside a transaction."""
    since = SevereAlert.objects.filter(case=case).values_list("pk", flat=True).first() or 0
    for member in watchers(case):
        EscalationCall.objects.get_or_create(
            key=f"{word}.{since}.{case.pk}.{member.pk}", defaults={"case": case, "member": member}
        )
    transaction.on_commit(bell.ring)


@transaction.atomic
def stand_down(case_id: int) -> None:
    """A case is not severe any more: nobody is told again, nor of what is on its way. Severe anew, it is told anew."""
    if severe_case(case_id) is None:
        SevereAlert.objects.filter(case=case_id).delete()
        EscalationCall.objects.filter(case=case_id, escalation=None, sent_at=None).delete()


@transaction.atomic
def alert_again_next(now: datetime) -> int:
    """Say once more that nobody has a severe case; returns 1, or 0 if there is none. Two take different ones."""
    waiting = SevereAlert.objects.filter(told_again_at=None, again_at__lte=now)
    waiting.filter(case__closed_at__isnull=False).update(told_again_at=now)
    unclaimed = Q(case__claimed_by=None) | Q(case__claimed_at__lte=now - CLAIMED_FOR)
    free = waiting.filter(unclaimed, case__closed_at=None, case__assigned_to=None, case__severity=Severity.HIGH)
    one = free.select_for_update(of=("self",), skip_locked=True).select_related("case").order_by("again_at").first()
    if one is None:
        return 0
    one.told_again_at = now
    one.save(update_fields=["told_again_at"])
    record("case.unclaimed", subject=one.case)
    return 1
