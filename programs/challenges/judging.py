"""Judging: points for each criterion with a word, drafts kept, changes until the end; and standing aside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.activity.log import record
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal, check
from programs.challenges.conflicts import OWN, apart_from, conflicts
from programs.challenges.models import Challenge, ChallengeEntry, ChallengeJudge, ChallengeSheet, ChallengeVote
from programs.challenges.permissions import judge_of, may_be_judge, may_judge, may_manage
from programs.challenges.terms import POINTS_MOST
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from programs.challenges.terms import Terms

JUDGES_MOST = 20
WORD_MAX = 500
Marks = Sequence[tuple[int | None, str]]


class Unfinished(ValueError):
    """A sheet that is not finished cannot count; the message is one sentence."""


def elsewhere(reason: str) -> Refusal:
    """Why a judge does not judge an entry, without telling whose it is."""
    if reason == OWN:
        return Refusal(_("This entry is yours; other judges look at it."))
    return Refusal(_("Other judges look at this entry."))


@transaction.atomic
def save_sheet(entry: ChallengeEntry, marks: Marks, *, by: Member, done: bool) -> ChallengeSheet:
    """Keep what a judge gives; `done`: it counts from now on, and may be changed until judging ends.

    Raises NotNow, Unfinished.
    """
    judge, current, terms = _ready(entry, by)
    kept = [(points, " ".join(words.replace("\x00", "").split())[:WORD_MAX]) for points, words in marks]
    if len(kept) != len(terms.criteria) or any(p is not None and not 0 <= p <= POINTS_MOST for p, _words in kept):
        raise Unfinished(_("Give whole points from 0 to 10."))
    if done and any(points is None for points, _words in kept):
        raise Unfinished(_("Give points for every criterion, or save it as a draft."))
    sheet, _new = ChallengeSheet.objects.update_or_create(
        judge=judge, entry=current,
        defaults={
            "marks": kept, "saved_at": timezone.now(), "done_at": timezone.now() if done else None,
            "conflict_at": None, "conflict_why": "",
        },
    )  # fmt: skip
    if done:
        record("challenge.judged", actor=by, subject=current, occurrence=current.challenge.occurrence_id)
    return sheet


@transaction.atomic
def stand_aside(entry: ChallengeEntry, why: str, *, by: Member) -> None:
    """Say that one stands too near to an entry: others judge it, and what was given for it is gone. Raises NotNow."""
    judge, current, _terms = _ready(entry, by)
    why = " ".join(why.replace("\x00", "").split())[:300]
    ChallengeSheet.objects.update_or_create(
        judge=judge, entry=current,
        defaults={
            "marks": [], "saved_at": timezone.now(), "done_at": None, "conflict_at": timezone.now(),
            "conflict_why": why,
        },
    )  # fmt: skip
    record("challenge.stood_aside", actor=by, subject=current, occurrence=current.challenge.occurrence_id)


def _ready(entry: ChallengeEntry, by: Member) -> tuple[ChallengeJudge, ChallengeEntry, Terms]:
    Member.objects.one_at_a_time(by)
    occurrence = Occurrence.objects.locked(entry.challenge.occurrence_id)
    challenge = Challenge.objects.get(occurrence=occurrence)
    judge = judge_of(by, challenge)
    check(may_judge(by, occurrence, challenge, judge))
    assert judge is not None
    current = ChallengeEntry.objects.select_related("challenge").get(pk=entry.pk)
    if not current.counts or current.day is not None:
        raise NotNow(Refusal(_("This entry is not judged any more.")))
    near = conflicts(judge, [current], in_groups=challenge.said.keeps_groups_apart)
    if current.pk in near:
        raise NotNow(elsewhere(near[current.pk]))
    return judge, current, challenge.said


@transaction.atomic
def name_judge(occurrence: Occurrence, member: Member, *, by: Member) -> ChallengeJudge:
    """Let somebody judge; named twice they judge once. Raises NotNow."""
    check(may_manage(by))
    current = Occurrence.objects.locked(occurrence.pk)
    challenge = Challenge.objects.select_for_update(no_key=True).filter(occurrence=current).first()
    if challenge is None:
        raise NotNow(Refusal(_("Judges are named once the challenge is announced.")))
    if challenge.published_at:
        raise NotNow(Refusal(_("The result is published already.")))
    check(may_be_judge(member, current, challenge.said))
    if ChallengeJudge.objects.filter(challenge=challenge, released_at=None).count() >= JUDGES_MOST:
        raise NotNow(Refusal(_("A challenge has at most twenty judges.")))
    check(_has_voted(member, challenge))
    judge, new = ChallengeJudge.objects.get_or_create(challenge=challenge, member=member, defaults={"named_by": by})
    if new or judge.released_at is not None:
        judge.released_at, judge.named_by = None, by
        now = apart_from(member, in_groups=challenge.said.keeps_groups_apart)
        judge.apart = sorted({*judge.apart, *now})
        judge.save(update_fields=["released_at", "named_by", "apart"])
        record("challenge.judge_named", actor=by, subject=judge, occurrence=current.pk, member=member.pk)
    return judge


def _has_voted(member: Member, challenge: Challenge) -> Refusal | None:
    """Judges give points and no votes, so whoever voted does not count twice."""
    if not ChallengeVote.objects.filter(member=member, entry__challenge=challenge).exists():
        return None
    return Refusal(_("%(name)s has voted in this challenge, and judges do not vote.") % {"name": member.name})


@transaction.atomic
def release_judge(judge: ChallengeJudge, *, by: Member) -> None:
    """Let somebody judge no more: what they gave does not count. Raises NotNow."""
    check(may_manage(by))
    occurrence = Occurrence.objects.locked(judge.challenge.occurrence_id)
    challenge = Challenge.objects.select_for_update(no_key=True).get(occurrence=occurrence)
    if challenge.published_at:
        raise NotNow(Refusal(_("The result is published already.")))
    current = ChallengeJudge.objects.get(pk=judge.pk)
    if current.released_at is None:
        current.released_at = timezone.now()
        current.save(update_fields=["released_at"])
        record("challenge.judge_released", actor=by, subject=current, occurrence=occurrence.pk)
