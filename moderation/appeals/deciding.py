"""Deciding an appeal: once, with reasons, by somebody other than who decided first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from members.profiles.refusing import check
from moderation.appeals.models import Appeal, Outcome
from moderation.appeals.opening import DecidedBefore
from moderation.ledger.writing import enter
from moderation.review.cases import APPEAL, Case
from moderation.review.deciding import ClaimedMeanwhile, DecidedMeanwhile, reverse
from moderation.review.permissions import may_decide

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.appeals.models import AppealQuerySet


class SaidMeanwhile(Exception):
    """Somebody wrote in the appeal after the moderator read it."""


@transaction.atomic
def uphold(appeal: Appeal, reasons: str, *, by: Member, read: int) -> Appeal:
    """The decision stands. `read` is the number of the last message they saw.

    Raises NotNow, ClaimedMeanwhile, DecidedBefore, DecidedMeanwhile, SaidMeanwhile.
    """
    case, appeal = _ready(appeal, by=by, read=read)
    if not appeal.decision.is_standing:
        raise DecidedMeanwhile(appeal.decision)
    return _end(case, appeal, Outcome.UPHELD, reasons, by=by, act="appeal_upheld")


@transaction.atomic
def overturn(appeal: Appeal, reasons: str, *, by: Member, read: int) -> Appeal:
    """The decision and everything it did are taken back. Raises what `uphold` does."""
    case, appeal = _ready(appeal, by=by, read=read)
    reverse(appeal.decision, by=by, why=_clean(reasons), appeal=True)
    return _end(case, appeal, Outcome.REVERSED, reasons, by=by, act="appeal_reversed")


@transaction.atomic
def settle(decision_id: int) -> None:
    """The team took the decision back by itself: an appeal that is open ends with that."""
    found = Appeal.objects.filter(decision=decision_id, decided_at=None).first()
    if found is None:
        return
    case = _locked_case(found)
    locked: Appeal = _rows().get(pk=found.pk)
    if locked.is_open and not locked.decision.is_standing:
        _end(case, locked, Outcome.SETTLED, "", by=None, act="appeal_settled")


def _ready(appeal: Appeal, *, by: Member, read: int) -> tuple[Case | None, Appeal]:
    """Both rows, locked: the case first, as whoever claims it does."""
    case = _locked_case(appeal)
    appeal = _rows().get(pk=appeal.pk)
    if case is None or case.closed_at is not None or not appeal.is_open:
        raise DecidedBefore
    check(may_decide(by, case, person=appeal.decision.person))
    if case.is_claimed_against(by):
        raise ClaimedMeanwhile(case)
    last = appeal.messages.last()
    if last is not None and last.pk > read:
        raise SaidMeanwhile
    return case, appeal


def _rows() -> AppealQuerySet:
    rows: AppealQuerySet = Appeal.objects.select_for_update(of=("self",))
    return rows.select_related("decision__case", "decision__rule")


def _locked_case(appeal: Appeal) -> Case | None:
    rows = Case.objects.select_for_update(of=("self",)).select_related("about")
    found: Case | None = rows.filter(subject_type=APPEAL, subject_id=appeal.pk).order_by("pk").last()
    return found


def _end(
    case: Case | None, appeal: Appeal, outcome: str, reasons: str, *, by: Member | None, act: str
) -> Appeal:  # fmt: skip
    now = timezone.now()
    appeal.decided_at, appeal.decided_by, appeal.outcome, appeal.reasons = now, by, outcome, _clean(reasons)
    appeal.save(update_fields=["decided_at", "decided_by", "outcome", "reasons"])
    if case is not None:
        case.closed_at, case.closed_by, case.claimed_by, case.claimed_at, case.snoozed_until = now, by, None, None, None
        case.save(update_fields=["closed_at", "closed_by", "claimed_by", "claimed_at", "snoozed_until"])
    enter(act, by=by, decision=appeal.decision)
    record("appeal.decided", actor=by, subject=appeal, outcome=str(outcome), decision=appeal.decision_id)
    return appeal


def _clean(words: str) -> str:
    return words.replace("\r\n", "\n").strip()
