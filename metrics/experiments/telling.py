"""What a result tells: its groups, how far they are apart, its guardrails. Below five people it tells nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from config.lib.intervals import newcombe
from metrics.experiments.guards import GUARDS, ONE_SIDE, does_harm, harm_boundary
from metrics.experiments.judging import groups_at, shown
from metrics.experiments.models import Came, counted
from metrics.experiments.proportions import NORMAL, Group
from metrics.measures.withholding import LEAST

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from metrics.experiments.models import Look, Plan, Result
    from metrics.experiments.outcomes import Groups

NINETY_FIVE = NORMAL.inv_cdf(0.975)


@dataclass(frozen=True)
class Arm:
    """One group in numbers."""

    name: str
    people: int
    did: int
    is_against: bool
    is_held_out: bool

    @property
    def is_untold(self) -> bool:
        """Whether they are too few."""
        return self.people < LEAST

    @property
    def percent(self) -> float:
        """How many of a hundred did it."""
        return 100 * self.did / self.people if self.people else 0.0


@dataclass(frozen=True)
class Apart:
    """A group against the comparison, in points; the interval is as sure as the rule."""

    one: Arm
    against: Arm
    points: float
    low: float
    high: float
    said: int
    """1: better; -1: worse; 0: not shown."""


@dataclass(frozen=True)
class Guarded:
    """A guardrail for one variant, in points above the comparison."""

    name: StrOrPromise
    variant: str
    is_untold: bool
    harms: bool
    bound: float
    """If it harms: at least so much more. Otherwise: at most, in 95 of 100 cases."""


@dataclass(frozen=True)
class Told:
    """All that may be told of a result."""

    arms: list[Arm]
    apart: list[Apart]
    guards: list[Guarded]
    later: list[Arm]
    later_apart: list[Apart]

    @property
    def is_untold(self) -> bool:
        """Whether there are no numbers that may be told."""
        return not self.arms or any(arm.is_untold for arm in self.arms)


def names_of(plan: Plan) -> dict[int | None, str]:
    """What the groups are called; the variants are those the experiment has, loaded beforehand."""
    return {None: _("held out")} | {one.pk: one.key for one in plan.experiment.variants.all()}


def told_of(result: Result) -> Told:
    """What a result tells. One that was cut short tells no numbers: whoever saw them would conclude something."""
    plan, look = result.plan, result.look
    if look is None or result.came == Came.CUT_SHORT:
        return Told([], [], [], [], [])
    arms = arms_of(plan, groups_at(look))
    later = arms_of(plan, {arm: Group(*numbers) for arm, numbers in counted(result.later or []).items()})
    return Told(
        arms, apart_of(arms, look.boundary), guards_of(plan, look), later, apart_of(later, NINETY_FIVE, is_tested=False)
    )


def arms_of(plan: Plan, groups: Groups) -> list[Arm]:
    """The groups of a plan in numbers, the comparison last, as sentences name them."""
    names = names_of(plan)
    against, *others = plan.arms
    return [
        Arm(names.get(pk, ""), groups[pk].people, groups[pk].did, pk == against, pk is None)
        for pk in [*others, against] if pk in groups
    ]  # fmt: skip


def apart_of(arms: Sequence[Arm], boundary: float, *, is_tested: bool = True) -> list[Apart]:
    """Each group against the comparison; nothing of groups that are too few."""
    against = next((arm for arm in arms if arm.is_against), None)
    if against is None or against.is_untold:
        return []
    base, found = Group(against.people, against.did), []
    for arm in arms:
        if not arm.is_against and not arm.is_untold:
            one = Group(arm.people, arm.did)
            low, high = newcombe(one.share, base.share, boundary)
            said = shown(one, base, boundary) if is_tested else 0
            found.append(Apart(arm, against, 100 * (one.rate - base.rate), 100 * low, 100 * high, said))
    return found


def guards_of(plan: Plan, look: Look) -> list[Guarded]:
    """Each guardrail for each variant, as a look saw it."""
    names, (against, *others) = names_of(plan), plan.arms
    seen = {(key, arm): Group(people, did) for key, arm, people, did in look.guards}
    nobody = Group(0, 0)
    return [
        _guarded(GUARDS[key].name, names.get(arm, ""), seen.get((key, arm), nobody), seen.get((key, against), nobody),
                 len(others))
        for key in GUARDS for arm in others
    ]  # fmt: skip


def _guarded(name: StrOrPromise, variant: str, one: Group, against: Group, variants: int) -> Guarded:
    """One of them. It tells of nobody, and of five or more; not of fewer."""
    harms = does_harm(one, against, variants)
    few = any(0 < group.did < LEAST or group.people < LEAST for group in (one, against))
    low, _high = newcombe(one.share, against.share, harm_boundary(variants))
    _low, high = newcombe(one.share, against.share, ONE_SIDE)
    return Guarded(name, variant, few and not harms, harms, 100 * (low if harms else high))
