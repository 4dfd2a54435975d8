"""Experiments as managers find them: those that run, those to come, and those nobody planned."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q

from members.experiments.models import Experiment
from metrics.experiments.foreseeing import Progress, progress_of
from metrics.experiments.models import Plan, Result
from metrics.experiments.telling import Told, told_of
from metrics.experiments.wording import days_words, headline, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

LATEST = 5


@dataclass(frozen=True)
class Running:
    """One that runs and has a plan."""

    plan: Plan
    progress: Progress
    days: str


@dataclass(frozen=True)
class Kept:
    """A result as the library shows it."""

    result: Result
    headline: str
    numbers: str
    told: Told


@dataclass
class Lists:
    """All that is not over."""

    running: list[Running] = field(default_factory=list)
    spoken: list[Plan] = field(default_factory=list)
    """The rule has spoken, and they still run."""
    planned: list[Plan] = field(default_factory=list)
    unplanned: list[Experiment] = field(default_factory=list)


def lists() -> Lists:
    """The experiments that are not over, four queries."""
    rows = Plan.objects.filter(experiment__stopped_at=None).select_related("experiment", "against", "result")
    plans = list(rows.prefetch_related("experiment__variants").order_by("-experiment"))
    waiting = [plan for plan in plans if plan.experiment.started_at and not hasattr(plan, "result")]
    progress = progress_of(waiting)
    return Lists(
        running=[Running(plan, progress[plan.pk], days_words(progress[plan.pk])) for plan in waiting],
        spoken=[plan for plan in plans if hasattr(plan, "result")],
        planned=[plan for plan in plans if plan.experiment.started_at is None],
        unplanned=list(Experiment.objects.filter(Q(plan=None), stopped_at=None).order_by("-pk")),
    )


def kept(results: Iterable[Result]) -> list[Kept]:
    """Results with their words and numbers; the rows are those of `for_listing`."""
    return [Kept(one, headline(one), sentences(told), told) for one in results for told in [told_of(one)]]
