"""What begins to hold and what ends: cases closed and opened, a row of the log and an activity for each decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from members.activity.log import record
from moderation.ledger.writing import enter
from moderation.review.cases import Case
from moderation.review.decisions import UNDO_WITHIN, Decision
from moderation.review.effects import put_in_force

if TYPE_CHECKING:
    from members.profiles.models import Member


def enter_one(act: str, decision: Decision, *, by: Member | None, **facts: Any) -> None:
    """A row of the log; where several cases are decided as one, one decision is counted, not one for each case.

    What was undone counts as never decided, what was reversed does not: so that is said of a joined case too.
    """
    if decision.joined_to_id is not None:
        facts |= {"undone": True} if act == "undone" else {}
        act = {"decided": "joined", "agreed": "joined", "proposed": "join_proposed"}.get(act, "parted")
    enter(act, by=by, decision=decision, **facts)


def propose(decision: Decision, *, by: Member) -> None:
    """It waits for a second moderator; what shall be removed is hidden meanwhile."""
    decision.save()
    put_in_force(decision, by=by, is_new=True)
    Case.objects.filter(pk=decision.case_id).update(claimed_by=None, claimed_at=None)
    enter_one("proposed", decision, by=by)
    record("decision.proposed", actor=by, subject=decision, case=decision.case_id)


def settle(decision: Decision, *, by: Member) -> None:
    """One alone decides it."""
    put_in_effect(decision, act="decided", by=by)


def put_in_effect(decision: Decision, *, act: str, by: Member | None) -> None:
    """From now on it holds; the member is told when it can no longer be undone."""
    now, case, is_new = timezone.now(), decision.case, decision.pk is None
    decision.in_force_at, decision.letter_at = now, now + UNDO_WITHIN
    decision.save(update_fields=None if is_new else ["in_force_at", "letter_at", "second_by", "second_at"])
    put_in_force(decision, by=by, is_new=is_new)
    case.closed_at, case.closed_by, case.claimed_by, case.claimed_at = now, by, None, None
    case.snoozed_until = None
    case.save(update_fields=["closed_at", "closed_by", "claimed_by", "claimed_at", "snoozed_until"])
    enter_one(act, decision, by=by, lone=decision.is_lone)
    facts = {"case": case.pk, "content": decision.content, "person": decision.person}
    record("decision.made", actor=by, subject=decision, **facts)


def reopen(case: Case, *, by: Member | None) -> bool:
    """Open again, and whoever opened it has it; not if a case opened about the thing meanwhile takes it over."""
    twin = Case.objects.select_for_update(of=("self",)).filter(
        subject_type=case.subject_type, subject_id=case.subject_id, closed_at=None
    )
    if twin.exists():
        return False
    case.closed_at = case.closed_by = None
    case.claimed_by, case.claimed_at = by, timezone.now() if by else None
    case.save(update_fields=["closed_at", "closed_by", "claimed_by", "claimed_at"])
    record("case.reopened", actor=by, subject=case)
    return True
