"""Deciding a case: once, by whoever has it open, about the thing as they saw it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from members.profiles.refusing import Refusal, check
from moderation.guidelines.measures import Content, Person, needs_second
from moderation.ledger.writing import enter
from moderation.review.cases import Case
from moderation.review.decisions import Decision
from moderation.review.effects import take_back
from moderation.review.enforcing import enter_one, propose, put_in_effect, reopen, settle
from moderation.review.locking import locked, locked_whole
from moderation.review.looking import unread, unread_words
from moderation.review.permissions import (
    may_agree,
    may_decide,
    may_join,
    may_reverse,
    may_reverse_alone,
    may_still_propose,
    seconds_of,
)
from moderation.review.subjects import things_held

if TYPE_CHECKING:
    from members.profiles.models import Member
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
    joined: Mapping[int, str] = field(default_factory=dict)
    """Other cases about the same person that are decided as one with it, with the versions that were seen."""


@things_held()
@transaction.atomic
def decide(case: Case, wanted: Wanted, *, by: Member) -> Decision:
    """Decide a case, or propose what a second moderator has to agree to. Sent twice, it is made once.

    Cases named in `wanted.joined` are decided as one with it, or none is. What is returned leads them.
    Raises NotNow, DecidedMeanwhile, ClaimedMeanwhile, ChangedMeanwhile.
    """
    cases = locked(case, wanted.joined)
    case = cases[case.pk]
    if wanted.submission:
        twin = case.decisions.filter(submission=wanted.submission, decided_by=by).first()
        if twin is not None:
            return twin
    if len(cases) <= len(wanted.joined):
        raise DecidedMeanwhile(None)
    others = [one for pk, one in cases.items() if pk != case.pk]
    for one in (case, *others):
        _ready(one, wanted.joined.get(one.pk, wanted.version), wanted, by=by)
    for one in others:
        check(may_join(case, one, wanted.content))
    leading = _made(case, wanted, by=by)
    if needs_second(wanted.content, wanted.person):
        leading.is_lone = not seconds_of(case, but=by, person=wanted.person)
    begin = propose if needs_second(wanted.content, wanted.person) and not leading.is_lone else settle
    leading.severity = max(one.severity for one in (case, *others))
    begin(leading, by=by)
    for one in others:
        begin(_joined(leading, one, wanted.joined[one.pk]), by=by)
    return leading


@transaction.atomic
def decide_at_once(decision: Decision, *, act: str, by: Member) -> Decision:
    """Have a decision in force that is not saved yet, in a case made for it alone. Who may is asked before."""
    put_in_effect(decision, act=act, by=by)
    return decision


@things_held()
@transaction.atomic
def agree(decision: Decision, *, by: Member, version: str, joined: Mapping[int, str] | None = None) -> Decision:
    """A second moderator agrees: all of it is in force now.

    `version` is of the thing as they saw it, `joined` are those of the other cases. What of these stands in private
    places they have to have looked at lately, with a trace.
    Raises NotNow, DecidedMeanwhile, ChangedMeanwhile.
    """
    seen = {**(joined or {}), decision.case_id: version}
    whole = _proposal(decision)
    check(may_agree(by, whole[0]) or may_still_propose(whole[0]))
    if unread([one.case for one in whole if one.case_id != decision.case_id], by):
        check(Refusal(unread_words()))
    for one in whole:
        _unchanged(one.case, seen.get(one.case_id, one.version))
    for one in whole:
        one.second_by, one.second_at = by, timezone.now()
        put_in_effect(one, act="agreed", by=by)
    return whole[0]


@transaction.atomic
def decline(decision: Decision, *, by: Member, why: str) -> None:
    """A second moderator does not agree, or whoever proposed it takes it back: the cases wait again.

    Raises NotNow, DecidedMeanwhile.
    """
    whole = _proposal(decision)
    own = whole[0].decided_by_id == by.pk
    check(may_decide(by, whole[0].case) if own else may_agree(by, whole[0]))
    for one in reversed(whole):
        take_back(one, by=by)
        one.declined_at, one.declined_by, one.declined_why = timezone.now(), by, why[:500]
        one.save(update_fields=["declined_at", "declined_by", "declined_why"])
        enter_one("withdrawn" if own else "declined", one, by=by)
        record("decision.declined", actor=by, subject=one, case=one.case_id, own=own)


@transaction.atomic
def undo(decision: Decision, *, by: Member) -> None:
    """Take everything back within 30 seconds: whoever made it last. The cases are open again, and theirs.

    Raises TooLate, DecidedMeanwhile, NotNow.
    """
    whole = locked_whole(decision)
    first = whole[0]
    if not first.is_standing:
        raise DecidedMeanwhile(first)
    if first.is_proposal and first.decided_by_id == by.pk:
        decline(first, by=by, why="")
        return
    if first.is_proposal or by.pk != (first.second_by_id or first.decided_by_id) or not first.can_be_undone:
        raise TooLate
    check(may_decide(by, first.case, person=first.person))
    _ask_no_more(first)
    for one in reversed(whole):
        undo_at_once(one, by=by)
        reopen(one.case, by=by)


def undo_at_once(decision: Decision, *, by: Member) -> None:
    """Take back all that a decision did, under its locks; who may, and until when, is asked before."""
    take_back(decision, by=by)
    decision.undone_at, decision.undone_by, decision.letter_at = timezone.now(), by, None
    decision.save(update_fields=["undone_at", "undone_by", "letter_at"])
    enter_one("undone", decision, by=by)
    record("decision.undone", actor=by, subject=decision, case=decision.case_id)


@transaction.atomic
def reverse(
    decision: Decision, *, by: Member | None, why: str, appeal: bool = False, agreed: bool = False
) -> None:  # fmt: skip
    """Take back every effect of a decision in force, at any time; the member is told.

    By an appeal (whose rules are asked by the appeals) the case stays closed; otherwise it is open again. What two
    decided is taken back by two: `agreed` is whether another moderator asked for it (moderation.review.takingback).
    Raises NotNow, DecidedMeanwhile.
    """
    whole = locked_whole(decision)
    if not whole[0].is_standing or whole[0].in_force_at is None:
        raise DecidedMeanwhile(whole[0])
    if not appeal and by is not None:
        check(may_reverse(by, whole[0]) or (None if agreed else may_reverse_alone(by, whole[0])))
    _ask_no_more(whole[0])
    for one in reversed(whole):
        # What was held and is found fine by the appeal is not held again: nobody would look at it.
        take_back(one, by=by, but=("approved",) if appeal else ())
        one.reversed_at, one.reversed_by, one.reversed_why = timezone.now(), by, why
        one.save(update_fields=["reversed_at", "reversed_by", "reversed_why"])
        enter_one("reversed", one, by=by, appeal=appeal)
        if not appeal and reopen(one.case, by=by):
            enter("reopened", by=by, case=one.case)
        record("decision.reversed", actor=by, subject=one, case=one.case_id, appeal=appeal)


def _ask_no_more(leading: Decision) -> None:
    """Nobody needs to agree any more that it is taken back: it is."""
    leading.take_backs.filter(settled_at=None).update(settled_at=timezone.now())


def _ready(case: Case, version: str, wanted: Wanted, *, by: Member) -> None:
    """Whether it can be decided now, by this moderator, about the thing as they saw it."""
    if case.closed_at is not None or case.decisions.standing().exists():
        raise DecidedMeanwhile(case.decisions.standing().first())
    check(may_decide(by, case, person=wanted.person))
    if case.is_claimed_against(by):
        raise ClaimedMeanwhile(case)
    _unchanged(case, version)


def _made(case: Case, wanted: Wanted, *, by: Member) -> Decision:
    return Decision(
        case=case, about=case.about, content=wanted.content, person=wanted.person, days=wanted.days,
        to_space_id=wanted.to_space_id, rule=wanted.rule, facts=wanted.facts, quote=wanted.quote,
        message=wanted.message.replace("\r\n", "\n"), tone=wanted.tone, language=wanted.language,
        version=wanted.version, submission=wanted.submission, decided_by=by,
    )  # fmt: skip


def _joined(leading: Decision, case: Case, version: str) -> Decision:
    """The same for another case, not saved yet: what the person gets, and is told, is in the one that leads."""
    return Decision(
        case=case, about=case.about, content=leading.content, person=leading.person, days=leading.days,
        rule=leading.rule, facts=leading.facts, language=leading.language, version=version,
        decided_by=leading.decided_by, decided_at=leading.decided_at, is_lone=leading.is_lone, joined_to=leading,
    )  # fmt: skip


def _proposal(decision: Decision) -> list[Decision]:
    """All that waits for a second moderator as one with this."""
    whole = locked_whole(decision)
    if not whole[0].is_proposal:
        raise DecidedMeanwhile(whole[0].case.decisions.standing().first())
    return whole


def _unchanged(case: Case, version: str) -> None:
    """The thing is what was seen. Held under the lock of its row until the decision is committed."""
    if case.is_appeal:
        return
    item = case.kind.many([case.subject_id]).get(case.subject_id)
    if item is not None and item.version != version:
        raise ChangedMeanwhile
