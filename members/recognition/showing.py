"""Levels as a reader sees them: the path, what is asked for each, and how far oneself is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, Count, ExpressionWrapper, F, OuterRef, Q, Subquery, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone

from members.profiles.finding import Wanted, people
from members.profiles.models import Member
from members.recognition.asking import Asked, asked_for
from members.recognition.evidence import counted, in_words, needed
from members.recognition.ladder import GIVEN, ICONS, PURPOSES, Step
from members.recognition.models import LevelGrant, LevelRule, LevelStanding, Nomination
from members.recognition.points import Scoring
from members.segments.predicates import Said
from members.segments.rules import narrowing, predicate_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

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
    falls_at: datetime | None
    """When the level ends, if it is about to."""
    waits: Step | None
    """The level they applied for."""
    ends_at: datetime | None
    """Until when the level is given."""
    counted_since: datetime | None
    shown_since: datetime | None
    """Since when points are counted here, and leaderboards shown; the page has ways there."""
    next: Rung | None
    kept: Rung | None
    """While the level is about to end: what it asks."""


def standing_of(member: Member) -> LevelStanding | None:
    """Which level a member has and since when; none for those who were never more than newcomers."""
    return LevelStanding.objects.filter(member=member).first()


def step_of(standing: LevelStanding | None) -> Step:
    """The level itself."""
    return Step(standing.step) if standing else Step.NEWCOMER


def criteria_of(asked: Asked, viewer: Viewer) -> list[Criterion]:
    """What a level asks, in words that this reader may read."""
    return [Criterion(in_words(leaf, viewer, asked.labels)) for leaf in asked.criteria]


def weighed(levels: Sequence[Asked], member: Member, viewer: Viewer) -> list[list[Criterion]]:
    """The criteria of levels with what a member did for each, as this reader sees it. One query for all of them."""
    rules, now = [leaf for asked in levels for leaf in asked.criteria], timezone.now()
    met = {
        f"met_{number}": ExpressionWrapper(Q(narrowing(leaf, now)), output_field=BooleanField())
        for number, leaf in enumerate(rules)
    }
    counts, row = counted(rules, member, viewer, **met)
    known = iter([(bool(row[f"met_{number}"]), count) for number, count in enumerate(counts)])
    return [
        [
            _criterion(leaf, asked, (member, viewer), url, *next(known))
            for leaf, url in zip(asked.criteria, proof_urls(member, asked.step, asked.criteria), strict=True)
        ]
        for asked in levels
    ]


def _criterion(
    leaf: Rule, asked: Asked, of_and_for: tuple[Member, Viewer], url: str, so: bool, count: int | None
) -> Criterion:
    member, viewer = of_and_for
    why = predicate_of(leaf["is"]).why(member, leaf["with"]) if so and count is None else None
    words = in_words(leaf, viewer, asked.labels)
    return Criterion(words, so, count, needed(leaf), str(why or ""), url if count else "")


def proof_urls(member: Member, step: Step, rules: Sequence[Rule]) -> list[str]:
    """Where the evidence of each criterion of a level is."""
    return [reverse("level_proof", args=[member.handle, int(step), number + 1]) for number in range(len(rules))]


def steps() -> list[Rung]:
    """All levels, without their rules."""
    return [Rung(step, PURPOSES[step], ICONS[step], step in GIVEN) for step in Step]


def walked(rungs: list[Rung], path: Path) -> None:
    """Say of each level whether it lies behind somebody or ahead."""
    for rung in rungs:
        rung.state = "now" if rung.step == path.step else "done" if rung.step < path.step else "ahead"


def ladder(asked: dict[Step, Asked], viewer: Viewer) -> list[Rung]:
    """All levels with their rules and those who have them, as far as this reader may know of them."""
    rungs, holders = steps(), _holders(viewer)
    for rung in rungs[1:]:
        _say(rung, asked[rung.step], viewer)
        rung.url = PAGES[rung.step]() if rung.step in PAGES else ""
        rung.holders = holders.get(rung.step, [])
        rung.holders_count = rung.holders[0].level_count if rung.holders else 0  # type: ignore[attr-defined]
    return rungs


def _holders(viewer: Viewer) -> dict[int, list[Member]]:
    """The latest of each level whom this reader finds in the directory, and on each how many there are."""
    of_level: dict[str, Any] = {"partition_by": [F("level_standing__step")]}
    place = Window(RowNumber(), order_by=[F("level_standing__since").desc(), F("pk").asc()], **of_level)
    known = people(viewer, Wanted()).filter(level_standing__step__gt=Step.NEWCOMER)
    known = known.annotate(level_place=place, level_count=Window(Count("*"), **of_level))
    rows = known.filter(level_place__lte=NAMED).select_related("level_standing").order_by("level_place")
    found: dict[int, list[Member]] = {}
    for member in rows:
        found.setdefault(member.level_standing.step, []).append(member)
    return found


def _say(rung: Rung, asked: Asked, viewer: Viewer) -> None:
    """What a level asks now and soon, in words."""
    rung.criteria, rung.unlocks, rung.coming = criteria_of(asked, viewer), asked.unlocks, asked.coming
    if asked.coming is not None:
        rung.coming_criteria = criteria_of(replace(asked, rule=asked.coming.rule), viewer)


def path_of(
    member: Member, viewer: Viewer, toward: Step | None = None, *, asked: dict[Step, Asked] | None = None
) -> Path:
    """How far a member is on the path to the next level, or to this one, with evidence for each criterion."""
    asked = asked or asked_for()
    now = _standing_now(member)
    step = Step(now["step"] or Step.NEWCOMER)
    following = toward or (Step(step + 1) if step < Step.AMBASSADOR else None)

    own = [one for one in (following, step if now["falls_at"] else None) if one]
    rungs = [replace(steps()[one - 1], criteria=found) for one, found in zip(
        own, weighed([asked[one] for one in own], member, viewer), strict=True
    )]  # fmt: skip

    return Path(
        step=step,
        falls_at=now["falls_at"],
        waits=Step(now["waits"]) if now["waits"] else None,
        ends_at=now["ends_at"] if step in GIVEN else None,
        counted_since=now["counted_since"],
        shown_since=now["shown_since"],
        next=rungs[0] if following else None,
        kept=rungs[-1] if now["falls_at"] else None,
    )


def _standing_now(member: Member) -> dict[str, Any]:
    """Where a member stands, what they applied for, and what goes with it: one query."""
    waits = Nomination.objects.filter(member=OuterRef("pk"), made_by=OuterRef("pk"), decided_at=None).order_by("pk")
    grant = LevelGrant.objects.filter(member=OuterRef("pk"), step=OuterRef("level_standing__step"), ended_at=None)
    rows, scoring = Member.objects.get_queryset().filter(pk=member.pk), Scoring.objects.filter(pk=1)
    found: Any = rows.values(
        step=F("level_standing__step"), falls_at=F("level_standing__falls_at"),
        waits=Subquery(waits.values("step")[:1]), ends_at=Subquery(grant.order_by("pk").values("ends_at")[:1]),
        counted_since=Subquery(scoring.values("counted_since")), shown_since=Subquery(scoring.values("shown_since")),
    ).get()  # fmt: skip
    return dict(found)
