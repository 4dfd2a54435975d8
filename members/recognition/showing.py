"""Levels as a reader sees them: the path, what is asked for each, and how far oneself is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.urls import reverse

from members.profiles.finding import Wanted, people
from members.profiles.models import Member
from members.recognition.asking import Asked, asked_for
from members.recognition.evidence import counted, in_words, needed
from members.recognition.ladder import GIVEN, ICONS, PURPOSES, Step
from members.recognition.models import LevelGrant, LevelRule, LevelStanding, Nomination
from members.segments.predicates import Said
from members.segments.wording import Labels, explain, sentence_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from config.lib.audience import Viewer
    from members.segments.rules import Rule

PAGES: dict[Step, Callable[[], str]] = {}
"""Where a level has a page of its own, with a way to apply: its address, empty while it is closed."""
NAMED = 12
"""So many holders of a level are shown by name."""


@dataclass(frozen=True)
class Criterion:
    """One criterion in words; of a member also whether it is met, how far they are, and where the proof is."""

    words: str
    met: bool = False
    count: int | None = None
    needed: int | None = None
    said: str = ""
    url: str = ""

    @property
    def shown_count(self) -> int:
        """How much of the bar is filled: never more than all."""
        return min(self.count or 0, self.needed or 0)


@dataclass
class Rung:
    """One level with its rules and its people."""

    step: Step
    purpose: Said
    icon: str
    is_given: bool
    criteria: list[Criterion] = field(default_factory=list)
    unlocks: str = ""
    coming: LevelRule | None = None
    coming_criteria: list[Criterion] = field(default_factory=list)
    state: str = ""
    """For oneself: done, now or ahead."""
    holders: list[Member] = field(default_factory=list)
    holders_count: int = 0
    url: str = ""
    """The page of its own, if there is one."""


@dataclass(frozen=True)
class Path:
    """How far a member is: the level they have, and what the next one asks."""

    step: Step
    standing: LevelStanding | None
    next: Rung | None
    kept: Rung | None
    """While the level is about to end: what it asks."""
    waits: Nomination | None = None
    grant: LevelGrant | None = None


def standing_of(member: Member) -> LevelStanding | None:
    """Which level a member has and since when; none for those who were never more than newcomers."""
    return LevelStanding.objects.filter(member=member).first()


def step_of(standing: LevelStanding | None) -> Step:
    """The level itself."""
    return Step(standing.step) if standing else Step.NEWCOMER


def criteria_of(asked: Asked, viewer: Viewer, labels: Labels | None = None) -> list[Criterion]:
    """What a level asks, in words."""
    return [Criterion(in_words(leaf, viewer, labels)) for leaf in asked.criteria]


def weighed(rules: Sequence[Rule], member: Member, viewer: Viewer, urls: Sequence[str]) -> list[Criterion]:
    """Criteria with what a member did for each, as this reader sees it. Three queries for each criterion."""
    found = []
    for leaf, url in zip(rules, urls, strict=True):
        why = explain(leaf, member).findings[0]
        number = counted(leaf, member, viewer)
        link = url if number else ""
        said = why.evidence if number is None else ""
        found.append(Criterion(sentence_of(leaf), why.holds, number, needed(leaf), said, link))
    return found


def proof_urls(member: Member, step: Step, rules: Sequence[Rule]) -> list[str]:
    """Where the evidence of each criterion of a level is."""
    return [reverse("level_proof", args=[member.handle, int(step), number + 1]) for number in range(len(rules))]


def steps(viewer: Viewer) -> list[Rung]:
    """All levels with their rules."""
    asked, labels = asked_for(), Labels()
    return [_rung(step, asked.get(step), viewer, labels) for step in Step]


def walked(rungs: list[Rung], path: Path) -> None:
    """Say of each level whether it lies behind somebody or ahead."""
    for rung in rungs:
        rung.state = "now" if rung.step == path.step else "done" if rung.step < path.step else "ahead"


def ladder(viewer: Viewer) -> list[Rung]:
    """All levels with their rules and those who have them, as far as this reader may know of them."""
    rungs = steps(viewer)
    known = people(viewer, Wanted())
    for rung in rungs[1:]:
        rung.url = PAGES[rung.step]() if rung.step in PAGES else ""
        holders = known.filter(level_standing__step=rung.step)
        rung.holders_count = holders.count()
        rung.holders = list(holders.order_by("-level_standing__since", "pk")[:NAMED]) if rung.holders_count else []
    return rungs


def _rung(step: Step, asked: Asked | None, viewer: Viewer, labels: Labels | None = None) -> Rung:
    rung = Rung(step, PURPOSES[step], ICONS[step], step in GIVEN)
    if asked is not None:
        rung.criteria, rung.unlocks, rung.coming = criteria_of(asked, viewer, labels), asked.unlocks, asked.coming
        if asked.coming is not None:
            rung.coming_criteria = criteria_of(Asked(step, asked.coming.rule), viewer, labels)
    return rung


def path_of(member: Member, viewer: Viewer, toward: Step | None = None) -> Path:
    """How far a member is on the path to the next level, or to this one, with evidence for each criterion."""
    asked, standing = asked_for(), standing_of(member)
    step = step_of(standing)
    following = toward or (Step(step + 1) if step < Step.AMBASSADOR else None)
    kept = step if standing and standing.falls_at else None
    return Path(
        step=step,
        standing=standing,
        next=_own_rung(following, asked, member, viewer) if following else None,
        kept=_own_rung(kept, asked, member, viewer) if kept else None,
        waits=Nomination.objects.filter(member=member, made_by=member, decided_at=None).first(),
        grant=LevelGrant.objects.filter(member=member, step=step, ended_at=None).first() if step in GIVEN else None,
    )


def _own_rung(step: Step, asked: dict[Step, Asked], member: Member, viewer: Viewer) -> Rung:
    rung = _rung(step, asked[step], viewer)
    rules = asked[step].criteria
    rung.criteria = weighed(rules, member, viewer, proof_urls(member, step, rules))
    return rung
