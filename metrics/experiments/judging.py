"""The rule: when it is looked, and what a look says. It reads numbers and knows no rows but its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from config.lib.intervals import newcombe
from metrics.experiments.boundaries import boundaries
from metrics.experiments.guards import harmful
from metrics.experiments.models import Came, Look, counted
from metrics.experiments.proportions import Group, distance
from metrics.measures.withholding import LEAST

if TYPE_CHECKING:
    from metrics.experiments.models import Plan
    from metrics.experiments.outcomes import Groups

APART = timedelta(weeks=1)
"""Between two looks, but for the last one."""
GROWN = 0.05
"""So much of the planned people is new at each look, so that there are at most twenty."""
DIGITS = 4


@dataclass(frozen=True)
class Verdict:
    """What the rule says."""

    came: Came
    best: int | None = None
    is_worse: bool = False
    guard: str = ""


def fraction_of(plan: Plan, groups: Groups) -> float:
    """Of the people it takes, how many it is known of, 0 to 1."""
    people = sum(groups[arm].people for arm in plan.arms if arm in groups)
    return min(1.0, round(people / plan.people, DIGITS))


def is_time(plan: Plan, groups: Groups, day: date, last: Look | None) -> bool:
    """Whether it is looked on a day: weekly, with enough that is new; and as soon as all are there."""
    if any(groups.get(arm, Group(0, 0)).people < LEAST for arm in plan.arms):
        return False
    fraction = fraction_of(plan, groups)
    if last is None:
        return fraction >= GROWN
    grown = fraction - last.fraction
    return grown > 0 and (fraction >= 1 or (grown >= GROWN and day - last.day >= APART))


def boundary_at(plan: Plan, fractions: Sequence[float]) -> float:
    """How many standard errors two groups have to be apart at the last of these looks."""
    return boundaries(tuple(fractions), plan.error)[-1]


def shown(variant: Group, against: Group, boundary: float) -> int:
    """1: better than the comparison; -1: worse; 0: nothing is shown. What is shown has an interval without zero."""
    apart = distance(variant, against)
    low, high = newcombe(variant.share, against.share, boundary)
    if abs(apart) < boundary or low <= 0 <= high:
        return 0
    return 1 if apart > 0 else -1


def groups_at(look: Look) -> Groups:
    """What a look saw, as groups."""
    return {arm: Group(*numbers) for arm, numbers in counted(look.arms).items()}


def verdict(plan: Plan, looks: Sequence[Look]) -> Verdict | None:
    """What the looks so far say, the last one at the end; none: it goes on."""
    last, (against, *others) = looks[-1], plan.arms
    guards: dict[str, Groups] = {}
    for key, arm, people, did in last.guards:
        guards.setdefault(key, {})[arm] = Group(people, did)
    if harm := harmful(guards, plan.arms):
        return Verdict(Came.HARM, best=harm[1], guard=harm[0])
    said = [
        {arm: shown(groups[arm], groups[against], look.boundary) for arm in others}
        for look in looks if (groups := groups_at(look))
    ]  # fmt: skip
    better = [arm for arm in others if said[-1][arm] > 0]
    if better:
        groups = groups_at(last)
        return Verdict(Came.WINNER, best=max(better, key=lambda arm: groups[arm].rate))
    if all(any(one[arm] < 0 for one in said) for arm in others):
        return Verdict(Came.WINNER, is_worse=True)
    return Verdict(Came.NOTHING) if last.fraction >= 1 else None
