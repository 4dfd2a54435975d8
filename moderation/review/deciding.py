"""Deciding a case: once, by whoever has it open, about the thing as they saw it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member
from members.profiles.refusing import check
from moderation.guidelines.measures import Content, Person, needs_second
from moderation.ledger.writing import enter
from moderation.review.cases import Case
from moderation.review.decisions import UNDO_WITHIN, Decision
from moderation.review.effects import put_in_force, take_back
from moderation.review.permissions import may_agree, may_decide, may_reverse, may_still_propose, seconds_of

if TYPE_CHECKING:
    from moderation.guidelines.models import Rule


class DecidedMeanwhile(Exception):
    """Somebody else decided the case; `decision` is theirs."""

    def __init__(self, decision: Decision | None) -> None:
        super().__init__("decided in the meantime")
        self.decision = decision


class ClaimedMeanwhile(Exception):
    """Somebody else has the case open; `case` says who."""

    def __init__(self, case: Case) -> None:
        super().__init__("claimed in the meantime")
        self.case = case


class ChangedMeanwhile(Exception):
    """The thing is not any more what was decided about: its author changed it, or it is gone for good."""


class TooLate(Exception):
    """The time to undo is over."""


@dataclass(frozen=True)
class Wanted:
    """What a moderator chose and wrote."""

    content: str = Content.KEEP
    person: str = Person.NOTHING
    days: int | None = None
    to_space_id: int | None = None
    rule: Rule | None = None
    facts: str = ""
    quote: str = ""
    message: str = ""
    tone: str = ""
    language: str = ""
    version: str = ""
    submission: str = ""


@transaction.atomic
def decide(case: Case, wanted: Wanted, *, by: Member) -> Decision:
    """Decide a case, or propose what a second moderator has to agree to. Sent twice, it is made once.

    Raises NotNow, DecidedMeanwhile, ClaimedMeanwhile, ChangedMeanwhile.
    """
    case = _locked(case)
    if wanted.submission:
        twin = case.decisions.filter(submission=wanted.submission, decided_by=by).first()
        if twin is not None:
            return twin
    if case.closed_at is not None or case.decisions.standing().exists():
        raise DecidedMeanwhile(case.decisions.standing().first())
    check(may_decide(by, case, person=wanted.person))
    if case.is_claimed_against(by):
        raise ClaimedMeanwhile(case)
    _unchanged(case, wanted.version)
    decision = Decision(
        case=case, about=case.about, content=wanted.content, person=wanted.person, days=wanted.days,
        to_space_id=wanted.to_space_id, rule=wanted.rule, facts=wanted.facts, quote=wanted.quote,
        message=wanted.message.replace("\r\n", "\n"), tone=wanted.tone, language=wanted.language,
        version=wanted.version, submission=wanted.submission, decided_by=by,
    )  # fmt: skip
    if needs_second(wanted.content, wanted.person):
        decision.is_lone = not seconds_of(case, but=by, person=wanted.person)
        if not decision.is_lone:
            return _propose(case, decision, by=by)
    decision.save()
    return _in_force(case, decision, act="decided", by=by)


@transaction.atomic
def decide_at_once(case: Case, decision: Decision, *, act: str, by: Member) -> Decision:
    """Have a decision in force that is not saved yet, in a case made for it alone. Who may is asked before."""
    decision.save()
    return _in_force(case, decision, act=act, by=by)


@transaction.atomic
def agree(decision: Decision, *, by: Member, version: str) -> Decision:
    """A second moderator agrees: it is in force now. `version` is of the thing as they saw it.

    Raises NotNow, DecidedMeanwhile, ChangedMeanwhile.
    """
    case = _locked(decision.case)
    decision = _proposal(case, decision)
    check(may_agree(by, decision) or may_still_propose(decision))
    _unchanged(case, version)
    decision.second_by, decision.second_at = by, timezone.now()
    return _in_force(case, decision, act="agreed", by=by)


@transaction.atomic
def decline(decision: Decision, *, by: Member, why: str) -> None:
    """A second moderator does not agree, or whoever proposed it takes it back: the case waits again.

    Raises NotNow, DecidedMeanwhile.
    """
    case = _locked(decision.case)
    decision = _proposal(case, decision)
    own = decision.decided_by_id == by.pk
    check(may_decide(by, case) if own else may_agree(by, decision))
    take_back(decision, by=by)
    decision.declined_at, decision.declined_by, decision.declined_why = timezone.now(), by, why[:500]
    decision.save(update_fields=["declined_at", "declined_by", "declined_why"])
    enter("withdrawn" if own else "declined", by=by, decision=decision)
    record("decision.declined", actor=by, subject=decision, case=case.pk, own=own)


@transaction.atomic
def undo(decision: Decision, *, by: Member) -> None:
    """Take everything back within 30 seconds: whoever made it last. The case is open again, and theirs.

    Raises TooLate, DecidedMeanwhile, NotNow.
    """
    case = _locked(decision.case)
    decision = Decision.objects.select_for_update(of=("self",)).select_related("case", "rule").get(pk=decision.pk)
    if not decision.is_standing:
        raise DecidedMeanwhile(decision)
    if decision.is_proposal and decision.decided_by_id == by.pk:
        decline(decision, by=by, why="")
        return
    if decision.is_proposal or by.pk != (decision.second_by_id or decision.decided_by_id) or not decision.can_be_undone:
        raise TooLate
    check(may_decide(by, case, person=decision.person))
    _undone(case, decision, by=by)


def _undone(case: Case, decision: Decision, *, by: Member) -> None:
    take_back(decision, by=by)
    decision.undone_at, decision.undone_by, decision.letter_at = timezone.now(), by, None
    decision.save(update_fields=["undone_at", "undone_by", "letter_at"])
    _reopen(case, by=by)
    enter("undone", by=by, decision=decision)
    record("decision.undone", actor=by, subject=decision, case=case.pk)


@transaction.atomic
def reverse(decision: Decision, *, by: Member | None, why: str, appeal: bool = False) -> None:
    """Take back every effect of a decision in force, at any time; the member is told.

    By an appeal (whose rules are asked by the appeals) the case stays closed; otherwise it is open again.
    Raises NotNow, DecidedMeanwhile.
    """
    case = _locked(decision.case)
    decision = Decision.objects.select_for_update(of=("self",)).select_related("case", "rule").get(pk=decision.pk)
    if not decision.is_standing or decision.in_force_at is None:
        raise DecidedMeanwhile(decision)
    if not appeal and by is not None:
        check(may_reverse(by, decision))
    # What was held and is found fine by the appeal is not held again: nobody would look at it.
    take_back(decision, by=by, but=("approved",) if appeal else ())
    decision.reversed_at, decision.reversed_by, decision.reversed_why = timezone.now(), by, why
    decision.save(update_fields=["reversed_at", "reversed_by", "reversed_why"])
    enter("reversed", by=by, decision=decision, appeal=appeal)
    if not appeal and _reopen(case, by=by):
        enter("reopened", by=by, case=case)
    record("decision.reversed", actor=by, subject=decision, case=case.pk, appeal=appeal)


def _locked(case: Case) -> Case:
    """The case as it stands, with whom and what it is about, until the transaction ends.

    Everybody locks in this order, as an author does who edits: the person, the thing, the case.
    """
    if case.about is not None:
        with suppress(Member.DoesNotExist):  # erased since the page was read
            Member.objects.one_at_a_time(case.about)
    if not case.is_appeal:
        case.kind.thing(case.subject_id)
    found: Case = Case.objects.select_for_update(of=("self",)).select_related("about").get(pk=case.pk)
    return found


def _proposal(case: Case, decision: Decision) -> Decision:
    found: Decision | None = (
        case.decisions.proposed().select_related("case__about", "rule", "decided_by").filter(pk=decision.pk).first()
    )
    if found is None:
        raise DecidedMeanwhile(case.decisions.standing().first())
    return found


def _unchanged(case: Case, version: str) -> None:
    """The thing is what was seen. Held under the lock of its row until the decision is committed."""
    if case.is_appeal:
        return
    item = case.kind.many([case.subject_id]).get(case.subject_id)
    if item is not None and item.version != version:
        raise ChangedMeanwhile


def _propose(case: Case, decision: Decision, *, by: Member) -> Decision:
    decision.save()
    put_in_force(decision, by=by)
    Case.objects.filter(pk=case.pk).update(claimed_by=None, claimed_at=None)
    enter("proposed", by=by, decision=decision)
    record("decision.proposed", actor=by, subject=decision, case=case.pk)
    return decision


def _in_force(case: Case, decision: Decision, *, act: str, by: Member | None) -> Decision:
    """From now on it holds; the member is told when it can no longer be undone."""
    now = timezone.now()
    decision.in_force_at, decision.letter_at = now, now + UNDO_WITHIN
    decision.save(update_fields=["in_force_at", "letter_at", "second_by", "second_at"])
    decision.case = case
    put_in_force(decision, by=by)
    case.closed_at, case.closed_by, case.claimed_by, case.claimed_at = now, by, None, None
    case.snoozed_until = None
    case.save(update_fields=["closed_at", "closed_by", "claimed_by", "claimed_at", "snoozed_until"])
    enter(act, by=by, decision=decision, lone=decision.is_lone)
    facts = {"case": case.pk, "content": decision.content, "person": decision.person}
    record("decision.made", actor=by, subject=decision, **facts)
    return decision


def _reopen(case: Case, *, by: Member | None) -> bool:
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
