"""Escalating a case, going on to the next when nobody answers, and acknowledging."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.activity.bell import Bell
from members.activity.log import record
from members.profiles.refusing import NotNow, Refusal, check
from moderation.escalation.models import OWNERS, Escalation, EscalationCall
from moderation.escalation.permissions import may_escalate
from moderation.escalation.whom import may_be_told, may_tell, owners_for, rungs_of
from moderation.ledger.writing import enter

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.escalation.matrix import Rung
    from moderation.review.cases import Case

TASK = "moderation.escalation.send"
OWNERS_WITHIN = timedelta(hours=1)
BATCH = 50
bell = Bell(TASK)


def escalate(case: Case, matter: str, why: str = "", *, by: Member) -> Escalation:
    """Tell whom the matrix names first; what waits already for this matter is the answer. Raises NotNow."""
    check(may_escalate(by, case))
    waiting = Escalation.objects.filter(case=case).waiting().filter(matter=matter)
    try:
        with transaction.atomic():
            found: Escalation = waiting.first() or _begin(case, matter, why.replace("\r\n", "\n"), by=by)
    except IntegrityError:  # somebody else did so at the same moment
        found = waiting.first() or _begin(case, matter, why.replace("\r\n", "\n"), by=by)
    return found


def _begin(case: Case, matter: str, why: str, *, by: Member) -> Escalation:
    escalation: Escalation = Escalation.objects.create(
        case=case, matter=matter, severity=case.severity, why=why, by=by, due_at=timezone.now()
    )
    if not _tell_next(escalation):
        raise NotNow(Refusal(_("There is nobody who could be told of this case.")))
    enter("escalated", by=by, case=case, matter=matter, escalation=escalation.pk)
    record("escalation.made", actor=by, subject=escalation, case=case.pk, matter=matter)
    return escalation


def _tell_next(escalation: Escalation) -> bool:
    """Tell the next step at which anybody may be told; whether there is one. Owners come when nobody is left."""
    rungs = [rung for rung in rungs_of(escalation) if rung.step > escalation.step]
    allowed = [rung for rung in rungs if may_tell(rung, escalation.case)]
    if allowed:
        step = allowed[0].step
        _tell_rungs(escalation, [rung for rung in allowed if rung.step == step])
        return True
    is_over = escalation.step == OWNERS or (escalation.step > 0 and not rungs)
    return not is_over and _tell_owners(escalation)


def _tell_rungs(escalation: Escalation, rungs: list[Rung]) -> None:
    _go_to(escalation, rungs[0].step, min(timedelta(minutes=rung.minutes) for rung in rungs))
    for rung in rungs:
        EscalationCall.objects.get_or_create(
            key=f"escalation.{escalation.pk}.{rung.step}.{rung.pk}",
            defaults={
                "escalation": escalation, "case": escalation.case, "step": rung.step, "member": rung.member,
                "rung": rung,
            },
        )  # fmt: skip
    transaction.on_commit(bell.ring)


def _tell_owners(escalation: Escalation) -> bool:
    owners = owners_for(escalation.case, but=escalation.by_id)
    if owners:
        _go_to(escalation, OWNERS, OWNERS_WITHIN)
    for owner in owners:
        EscalationCall.objects.get_or_create(
            key=f"escalation.{escalation.pk}.{OWNERS}.o{owner.pk}",
            defaults={"escalation": escalation, "case": escalation.case, "step": OWNERS, "member": owner},
        )
    transaction.on_commit(bell.ring)
    return bool(owners)


def _go_to(escalation: Escalation, step: int, within: timedelta) -> None:
    escalation.step, escalation.due_at = step, timezone.now() + within
    escalation.save(update_fields=["step", "due_at"])


@transaction.atomic
def go_on_next(now: datetime) -> int:
    """Take one escalation nobody acknowledged in time to its next step; returns 1, or 0 if there is none.

    One transaction with all it does: a worker that dies has done nothing, two take different ones.
    """
    late = Escalation.objects.waiting().filter(due_at__lte=now).order_by("due_at", "pk")
    escalation: Escalation | None = (
        late.select_for_update(of=("self",), skip_locked=True).select_related("case").first()
    )
    if escalation is None:
        return 0
    if _tell_next(escalation):
        enter("escalated_on", by=None, case=escalation.case, step=escalation.step, escalation=escalation.pk)
        record("escalation.went_on", subject=escalation, case=escalation.case_id, step=escalation.step)
    else:
        _lapse(escalation, now)
    return 1


def _lapse(escalation: Escalation, now: datetime) -> None:
    escalation.lapsed_at = now
    escalation.save(update_fields=["lapsed_at"])
    enter("escalation_lapsed", by=None, case=escalation.case, escalation=escalation.pk)
    record("escalation.lapsed", subject=escalation, case=escalation.case_id)


@transaction.atomic
def pass_on(call: EscalationCall) -> None:
    """Drop what may not be told any more; if nobody else of its step is left, the owners are told instead."""
    call.drop("refused")
    if call.escalation is None:
        return
    escalation = Escalation.objects.select_for_update(of=("self",)).select_related("case").get(pk=call.escalation.pk)
    others = escalation.calls.filter(step=call.step, dropped_at=None).exclude(pk=call.pk)
    if not escalation.is_waiting or escalation.step != call.step or any(may_be_told(other) for other in others):
        return
    if call.step != OWNERS and _tell_owners(escalation):
        enter("escalated_on", by=None, case=escalation.case, step=OWNERS, escalation=escalation.pk)
        record("escalation.went_on", subject=escalation, case=escalation.case_id, step=OWNERS)


@transaction.atomic
def acknowledge(escalation: Escalation, *, by: Member | None, call: EscalationCall | None = None) -> bool:
    """Somebody looks after it: nobody else is told any more. Whether this was the first. Late is better than never.

    What is decided needs nobody to look after it.
    """
    now = timezone.now()
    open_one = Escalation.objects.filter(pk=escalation.pk, acknowledged_at=None, case__closed_at=None)
    first = open_one.update(acknowledged_at=now, acknowledged_by=by)
    escalation.refresh_from_db()
    if first:
        outside = call is not None and by is None
        EscalationCall.objects.filter(pk=call.pk if call else 0).update(acknowledged_at=now)
        enter("acknowledged", by=by, case=escalation.case, escalation=escalation.pk, outside=outside)
        record("escalation.acknowledged", actor=by, subject=escalation, case=escalation.case_id, outside=outside)
    return bool(first)
