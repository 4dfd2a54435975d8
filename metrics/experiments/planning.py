"""Writing down how an experiment is judged, before anything can be seen of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.activity.log import record
from members.experiments.models import Experiment
from members.profiles.refusing import Refusal, check
from metrics.experiments.models import ERROR, POWER, Plan
from metrics.experiments.outcomes import ASKED
from metrics.experiments.proportions import needed

if TYPE_CHECKING:
    from members.experiments.models import Variant
    from members.profiles.models import Member


@dataclass(frozen=True)
class Wanted:
    """What a manager wants to know, and how sure it has to be."""

    outcome: str
    against: Variant | None
    """With what the variants are compared; none: with those held out."""
    expected: float
    """In percent."""
    least: float
    """In points."""
    ends_by_rule: bool = False


def may_plan(experiment: Experiment) -> Refusal | None:
    """Why an experiment cannot be planned (any more), if it cannot."""
    if experiment.stopped_at is not None:
        return Refusal(_("This experiment is over: what it should show can no longer be said beforehand."))
    if experiment.started_at is not None and Plan.objects.filter(experiment=experiment).exists():
        return Refusal(_("It runs, so its plan stays as it is."))
    return None


def shares_of(experiment: Experiment, against: Variant | None) -> list[tuple[int | None, float]]:
    """The groups that are compared, with their share of all who meet it. Held out only where it is the comparison."""
    variants = [one for one in experiment.variants.all() if one.weight]
    total, rest = sum(one.weight for one in variants), 1 - experiment.held_out / 100
    shares: list[tuple[int | None, float]] = [(one.pk, rest * one.weight / total) for one in variants]
    return shares if against else [(None, experiment.held_out / 100), *shares]


def people_needed(shares: list[tuple[int | None, float]], wanted: Wanted) -> int:
    """How many it takes, of all groups that are compared. Raises ValueError where the numbers cannot be."""
    against = wanted.against.pk if wanted.against else None
    by_arm = dict(shares)
    others = [arm for arm in by_arm if arm != against]
    if against not in by_arm or not others:
        raise ValueError("There is nothing to compare with.")
    error = ERROR / len(others)
    rate, least = wanted.expected / 100, wanted.least / 100
    pairs = [(by_arm[against], by_arm[arm]) for arm in others]
    most = max(needed(rate, least, pair, error=error, power=POWER) for pair in pairs)
    return round(most * sum(by_arm.values()))


@transaction.atomic
def plan_experiment(experiment: Experiment, wanted: Wanted, *, by: Member) -> Plan:
    """Keep the plan; before the start a new one takes the place of the old. Raises NotNow, or ValueError."""
    locked = Experiment.objects.select_for_update(of=("self",), no_key=True).get(pk=experiment.pk)
    check(may_plan(locked))
    shares = shares_of(locked, wanted.against)
    plan, _is_new = Plan.objects.update_or_create(
        experiment=locked,
        defaults={
            "outcome": wanted.outcome, "against": wanted.against, "expected": wanted.expected, "least": wanted.least,
            "people": people_needed(shares, wanted), "days": ASKED[wanted.outcome].last, "shares": shares,
            "ends_by_rule": wanted.ends_by_rule, "made_at": timezone.now(), "made_by": by,
        },
    )  # fmt: skip
    record("experiment.planned", actor=by, subject=plan, experiment=locked.pk, late=plan.is_late)
    return plan
