"""One experiment as its page shows it: between looks how far it is, never how the groups do."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.db.models import Count

from members.experiments.models import Assignment
from metrics.experiments.foreseeing import Progress, progress_of
from metrics.experiments.judging import groups_at
from metrics.experiments.models import Came, Look, Plan, Result
from metrics.experiments.telling import Told, apart_of, arms_of, names_of, told_of
from metrics.experiments.troubles import troubles_of
from metrics.experiments.wording import (
    apart_words,
    days_words,
    guard_words,
    headline,
    later_words,
    rule_words,
    sentences,
)
from metrics.measures.withholding import withhold_parts

if TYPE_CHECKING:
    from members.experiments.models import Experiment
    from metrics.experiments.telling import Apart, Guarded


@dataclass(frozen=True)
class Met:
    """How many of a group met the experiment; no number where they are few."""

    name: str
    is_against: bool
    people: int | None
    planned: int


@dataclass(frozen=True)
class Seen:
    """One look; what it said stays untold until the experiment is settled."""

    look: Look
    percent: int
    said: list[str]


@dataclass(frozen=True)
class Page:
    """All that the page of one experiment tells."""

    experiment: Experiment
    plan: Plan | None = None
    result: Result | None = None
    progress: Progress | None = None
    days: str = ""
    rule: list[str] = field(default_factory=list)
    met: list[Met] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    looks: list[Seen] = field(default_factory=list)
    told: Told | None = None
    headline: str = ""
    numbers: str = ""
    later: str = ""
    apart: list[tuple[Apart, str]] = field(default_factory=list)
    guards: list[tuple[Guarded, str]] = field(default_factory=list)

    @property
    def reach(self) -> float:
        """How far the chart of differences goes to either side, in points."""
        return max((max(abs(one.low), abs(one.high)) for one, _words in self.apart), default=1.0) * 1.1


def page_of(experiment: Experiment) -> Page:
    """What can be told of an experiment today."""
    rows = Plan.objects.filter(experiment=experiment).select_related("against", "made_by", "result__look")
    plan = rows.first()
    if plan is None:
        return Page(experiment)
    plan.experiment = experiment
    result: Result | None = getattr(plan, "result", None)
    met = _met(plan)
    page = Page(
        experiment, plan=plan, rule=rule_words(plan), met=_told_met(plan, met), troubles=troubles_of(plan, met),
        looks=_looks(plan, result),
    )  # fmt: skip
    if result is None:
        progress = progress_of([plan])[plan.pk] if experiment.started_at else None
        return replace(page, progress=progress, days=days_words(progress) if progress else "")
    result.plan = plan
    told = told_of(result)
    return replace(
        page, result=result, told=told, headline=headline(result), numbers=sentences(told), later=later_words(told),
        apart=[(one, apart_words(one)) for one in told.apart], guards=[(one, guard_words(one)) for one in told.guards],
    )  # fmt: skip


def _met(plan: Plan) -> dict[int | None, int]:
    rows = Assignment.objects.filter(experiment=plan.experiment).values_list("variant").annotate(people=Count("pk"))
    return dict(rows.order_by())


def _told_met(plan: Plan, met: dict[int | None, int]) -> list[Met]:
    names, whole = names_of(plan), sum(share for _arm, share in plan.shares)
    shares = dict(plan.shares)
    hidden = withhold_parts([met.get(arm, 0) for arm in plan.arms])
    return [
        Met(names.get(arm, ""), arm == plan.against_id, None if untold else met.get(arm, 0),
            round(plan.people * shares[arm] / whole))
        for arm, untold in zip(plan.arms, hidden, strict=True)
    ]  # fmt: skip


def _looks(plan: Plan, result: Result | None) -> list[Seen]:
    """The looks so far. One that was cut short keeps what it saw to itself for good."""
    tells = result is not None and result.look is not None and result.came != Came.CUT_SHORT
    return [
        Seen(look, round(100 * look.fraction), _said(plan, look) if tells else [])
        for look in plan.looks.order_by("number")
    ]


def _said(plan: Plan, look: Look) -> list[str]:
    return [apart_words(one) for one in apart_of(arms_of(plan, groups_at(look)), look.boundary)]
