"""Challenges for tests, in whatever phase is wanted: the days are moved, not the clock."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from programs.challenges.entering import Sent, enter
from programs.challenges.judging import name_judge, save_sheet
from programs.challenges.models import Challenge, ChallengeEntry, ChallengePlan
from programs.challenges.terms import Criterion, Prize, Terms
from programs.series.occurrences import Occurrence
from tests.programs.planned import a_program

if TYPE_CHECKING:
    from community.spaces.models import Space
    from members.profiles.models import Member

WEEK = timedelta(days=7)
BEFORE = {"announce": -2, "enter": 3, "vote": 10, "judge": 17, "settle": 24}
"""How many days ago it began: it runs for a week, then votes and judges for a week each."""


def steps(**said: Any) -> Terms:
    """The terms of a challenge of check-ins."""
    return Terms(**{"sort": "steps", "is_blind": False, "target": 3, "together": 20, **said})


def entries(**said: Any) -> Terms:
    """The terms of a challenge with votes and judges."""
    return Terms(**{
        "sort": "entries", "vote_days": 7, "judge_days": 7, "jury_share": 50, "judges_each": 1,
        "criteria": (Criterion("Useful", 2), Criterion("Clear", 1)), "prizes": (Prize(1, "A book"),), **said,
    })  # fmt: skip


def a_challenge(owner: Member, space: Space, terms: Terms, phase: str = "enter", **said: Any) -> Challenge:
    """A challenge that runs for a week, as it stands in a phase."""
    program = a_program(
        owner, format="challenge", title="The clean-calendar month", space=space, rule="", minutes=60 * 24 * 7,
        about="Ten small clear-outs.", plan=False, **said,
    )  # fmt: skip
    ChallengePlan.objects.create(program=program, terms=terms.kept())
    program.plan(by=owner)
    challenge = Challenge.objects.create(occurrence=program.occurrences.get(), terms=terms.kept(), seed="0" * 32)
    go_to(challenge, phase)
    return challenge


def go_to(challenge: Challenge, phase: str) -> Occurrence:
    """Let it stand in another phase."""
    starts = timezone.now() - timedelta(days=BEFORE[phase])
    opened = starts if starts < timezone.now() else None
    Occurrence.objects.filter(pk=challenge.occurrence_id).update(
        starts_at=starts, ends_at=starts + WEEK, opened_at=opened
    )
    challenge.occurrence = Occurrence.objects.for_page().get(pk=challenge.occurrence_id)
    return challenge.occurrence


def an_entry(challenge: Challenge, by: Member, title: str = "Seven blocks, gone", **said: Any) -> ChallengeEntry:
    """An entry or a check-in, sent the way members send it; the challenge is left in its phase."""
    was = challenge.occurrence.starts_at, challenge.occurrence.ends_at
    go_to(challenge, "enter")
    entry = enter(challenge.occurrence, Sent(f"Words of {title}", title), by=by)
    Occurrence.objects.filter(pk=challenge.occurrence_id).update(starts_at=was[0], ends_at=was[1])
    challenge.occurrence.refresh_from_db()
    if said:
        ChallengeEntry.objects.filter(pk=entry.pk).update(**said)
        entry.refresh_from_db()
    return entry


def judged(challenge: Challenge, entry: ChallengeEntry, judge: Member, *points: int, by: Member) -> None:
    """A finished sheet; the judge is named if they are not."""
    name_judge(challenge.occurrence, judge, by=by)
    was = challenge.occurrence.starts_at, challenge.occurrence.ends_at
    go_to(challenge, "judge")
    save_sheet(entry, [(one, "") for one in points], by=judge, done=True)
    Occurrence.objects.filter(pk=challenge.occurrence_id).update(starts_at=was[0], ends_at=was[1])
    challenge.occurrence.refresh_from_db()
