"""How many are where: a journey's people, counted in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from members.journeys.beginning import may_begin
from members.journeys.models import JourneyVersion, Passed, Run
from members.profiles.models import Member
from members.segments.models import Segment
from members.segments.rules import WrongRule, matching

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from members.journeys.models import Journey, JourneyVersion, RunQuerySet
    from members.journeys.plans import Plan, Step
    from members.profiles.models import MemberQuerySet


@dataclass(frozen=True)
class Numbers:
    """Of one journey."""

    begun: int = 0
    inside: int = 0
    reached: int = 0
    stuck: int = 0

    @property
    def through(self) -> int:
        """Who is not inside any more."""
        return self.begun - self.inside


@dataclass(frozen=True)
class StepNumbers:
    """How many are where in one journey, by step."""

    here: dict[str, int]
    held: dict[str, int]
    """Of these, whose message waits for the end of a night or of a week."""
    passed: dict[str, dict[str, int]]
    """Who went through it, by the way they took."""


def step_numbers(journey: Journey, version: JourneyVersion | None = None) -> StepNumbers:
    """How many are in each step, held there, and through it, of all or as one version has them; three queries."""
    runs = Run.objects.filter(journey=journey, is_test=False)
    runs = runs.filter(version=version) if version is not None else runs
    inside = runs.open()
    return StepNumbers(_by_step(inside), _by_step(inside.exclude(held="")), _passed_by_step(runs))


def numbers_of(journeys: Iterable[Journey]) -> dict[int, Numbers]:
    """The numbers of several journeys; one query."""
    rows = (
        Run.objects.filter(journey__in=[journey.pk for journey in journeys], is_test=False)
        .values_list("journey")
        .annotate(
            begun=Count("pk"),
            inside=Count("pk", filter=Q(ended_at=None)),
            reached=Count("pk", filter=Q(ended_as="goal")),
            stuck=Count("pk", filter=Q(ended_at=None, due_at=None) & ~Q(last_error="")),
        )
    )
    return {journey: Numbers(*counts) for journey, *counts in rows}


def versions_of(journey: Journey) -> QuerySet[JourneyVersion]:
    """What was published, the latest first, each with how many are inside on it; one query."""
    inside = Run.objects.open().filter(version=OuterRef("pk"), is_test=False).order_by().values("version")
    counted = Coalesce(Subquery(inside.annotate(people=Count("pk")).values("people")), 0)
    published = journey.versions.filter(number__isnull=False).select_related("published_by")
    return published.annotate(inside=counted).order_by("-number")


def _by_step(runs: RunQuerySet) -> dict[str, int]:
    return dict(runs.values_list("step").annotate(Count("pk")))


def _passed_by_step(runs: RunQuerySet) -> dict[str, dict[str, int]]:
    """How many went through each step, by the way they took."""
    rows = Passed.objects.filter(run__in=runs.values("pk")).values_list("step", "way")
    found: dict[str, dict[str, int]] = {}
    for step, way, count in rows.annotate(Count("pk")):
        found.setdefault(step, {})[way] = count
    return found


@dataclass(frozen=True)
class Foreseen:
    """One step in a dry run: how many would come there if all went through today."""

    step: Step
    depth: int
    way: str
    """What stands above the way on which it is the first."""
    people: int
    said: str = ""
    """What it would do with them."""


def who_would_begin(journey: Journey, plan: Plan, now: datetime) -> MemberQuerySet:
    """Everybody whom the journey would concern today: who fits its segment, or else all who may begin."""
    people: MemberQuerySet = Member.objects.get_queryset()
    if plan.begins == "segment":
        segment = Segment.objects.filter(pk=plan.begins_with["segment"]).first()
        people = segment.people(now) if segment else people.none()
    people = may_begin(journey, plan, people, now)
    if plan.goal:
        try:
            people = people.exclude(pk__in=matching(plan.goal, now).values("pk"))
        except WrongRule:
            return people.none()
    return people


def dry_run(journey: Journey, plan: Plan, now: datetime) -> tuple[int, list[Foreseen]]:
    """Whom it would concern today, and how many would come to each step as members are now; nothing happens.

    Waits are taken to be over, and what is waited for not to have happened. One query for each question in the plan.
    """
    people = who_would_begin(journey, plan, now)
    count = people.count()
    found: list[Foreseen] = []
    _foresee(plan.steps, people, count, found, now, 0, "")
    return count, found


def _foresee(
    steps: tuple[Step, ...], people: MemberQuerySet, count: int, found: list[Foreseen], now: datetime, depth: int,
    way: str,
) -> tuple[MemberQuerySet, int]:  # fmt: skip
    """Who of `people` comes out behind these steps, and how many they are."""
    for place, step in enumerate(steps):
        said = step.kind.foresee(step.values, people, count) if count else ""
        found.append(Foreseen(step, depth, way if place == 0 else "", count, said))
        if step.do == "leave":
            return people.none(), 0
        if not step.ways:
            continue
        parts = step.kind.part(step.values, people, count, now)
        out = [
            _foresee(inner, *parts[name], found, now, depth + 1, step.kind.way_in_words(step.values, name))
            for name, inner in step.ways.items() if name in parts
        ]  # fmt: skip
        if sum(how_many for _some, how_many in out) < count:
            still = [Q(pk__in=some.values("pk")) for some, how_many in out if how_many]
            people = Member.objects.get_queryset().filter(reduce(or_, still)) if still else people.none()
            count = sum(how_many for _some, how_many in out)
    return people, count
