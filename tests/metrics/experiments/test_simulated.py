"""The rule against chance: thousands of experiments are played, with looks, and it is counted what it says."""

from math import sqrt

import numpy as np
import pytest
from scipy import stats

from members.experiments.models import Experiment
from metrics.experiments.guards import FALSE_ALARM, does_harm
from metrics.experiments.judging import boundary_at, verdict
from metrics.experiments.models import ERROR, POWER, Came, Look, Plan
from metrics.experiments.planning import Wanted, people_needed
from metrics.experiments.proportions import Group

LOOKS = 20
RUNS = 1000


def a_plan(shares: list[float], expected: float, least: float = 10) -> Plan:
    """A plan that is in no table: the first group is the comparison."""
    arms = list(enumerate(shares, start=1))
    plan = Plan(experiment=Experiment(), against_id=1, expected=expected, least=least, shares=arms)
    plan.people = _needed(arms, expected, least)
    return plan


def _needed(arms: list[tuple[int, float]], expected: float, least: float) -> int:
    class Against:
        pk = 1

    return people_needed(list(arms), Wanted("active-4", Against(), expected, least))  # type: ignore[arg-type]


def played(plan: Plan, rates: list[float], seed: int, runs: int = RUNS) -> list[tuple[Came, int | None, bool, int]]:
    """Play a plan: chance puts people into groups, they do it or not, and it is looked until the rule speaks."""
    chance = np.random.default_rng(seed)
    steps = [round(plan.people * (number + 1) / LOOKS) for number in range(LOOKS)]
    fractions = [min(1.0, round(step / plan.people, 4)) for step in steps]
    edges = [boundary_at(plan, fractions[: number + 1]) for number in range(LOOKS)]
    shares = np.array([share for _arm, share in plan.shares])
    said = []
    for _run in range(runs):
        arms = chance.choice(len(rates), size=plan.people, p=shares / shares.sum())
        did = chance.random(plan.people) < np.array(rates)[arms]
        looks = list[Look]()
        for step, fraction, edge in zip(steps, fractions, edges, strict=True):
            seen = [(arm + 1, int((arms[:step] == arm).sum()), int(did[:step][arms[:step] == arm].sum()))
                    for arm in range(len(rates))]  # fmt: skip
            looks.append(Look(plan=plan, fraction=fraction, boundary=edge, arms=seen))
            if found := verdict(plan, looks):
                said.append((found.came, found.best, found.is_worse, len(looks)))
                break
    assert len(said) == runs, "Every experiment ends at the planned number of people."
    return said


def at_most(rate: float, runs: int = RUNS) -> int:
    """So many of the runs, if the rate is true, in 999 of 1,000 cases."""
    return int(stats.binom.ppf(0.999, runs, rate))


@pytest.mark.parametrize(("shares", "rate"), [([0.5, 0.5], 0.3), ([0.2, 0.8], 0.12), ([0.4, 0.3, 0.3], 0.3)])
def test_of_a_thousand_experiments_without_a_difference_no_more_have_a_winner_than_is_said(
    shares: list[float], rate: float
) -> None:
    plan = a_plan(shares, 100 * rate)
    said = played(plan, [rate] * len(shares), seed=20260704)
    winners = sum(came == Came.WINNER for came, *_rest in said)
    assert 0 < winners <= at_most(ERROR), "Some there are: otherwise the rule would never speak."
    assert {came for came, *_rest in said} == {Came.WINNER, Came.NOTHING}


def test_looking_every_time_with_the_usual_limit_would_name_winners_four_times_as_often() -> None:
    plan = a_plan([0.5, 0.5], 30)
    chance = np.random.default_rng(7)
    false = 0
    for _run in range(RUNS):
        did = chance.random(plan.people) < 0.3
        arms = chance.random(plan.people) < 0.5
        for step in np.linspace(plan.people / LOOKS, plan.people, LOOKS).astype(int):
            one, other = did[:step][arms[:step]], did[:step][~arms[:step]]
            mean = did[:step].mean()
            error = sqrt(mean * (1 - mean) * (1 / len(one) + 1 / len(other)))
            if abs(one.mean() - other.mean()) > 1.96 * error:
                false += 1
                break
    assert false > 4 * ERROR * RUNS, "This is what the rule is for."


@pytest.mark.parametrize(("shares", "rates"), [([0.5, 0.5], [0.3, 0.4]), ([0.25, 0.75], [0.5, 0.6])])
def test_a_variant_that_is_ten_points_better_wins_as_often_as_is_said(shares: list[float], rates: list[float]) -> None:
    said = played(a_plan(shares, 100 * rates[0]), rates, seed=11)
    right = sum(came == Came.WINNER and best == 2 for came, best, *_rest in said)
    wrong = sum(came == Came.WINNER and best != 2 for came, best, *_rest in said)
    assert right >= int(stats.binom.ppf(0.001, RUNS, POWER))
    assert wrong <= 1
    assert np.mean([looks for *_rest, looks in said]) < 0.85 * LOOKS, "Most of the time it is sure before the end."


def test_the_best_of_three_wins_and_the_worse_one_never() -> None:
    said = played(a_plan([1 / 3, 1 / 3, 1 / 3], 30), [0.3, 0.42, 0.25], seed=3, runs=300)
    best = [best for came, best, *_rest in said if came == Came.WINNER]
    assert best.count(2) > 0.8 * 300 and 3 not in best


def test_a_variant_that_is_worse_is_said_to_be_worse() -> None:
    said = played(a_plan([0.5, 0.5], 40), [0.4, 0.25], seed=5, runs=200)
    assert sum(came == Came.WINNER and is_worse and best is None for came, best, is_worse, _n in said) > 180


@pytest.mark.parametrize("rate", [0.01, 0.05, 0.2])
def test_a_guardrail_raises_no_more_false_alarms_than_is_said(rate: float) -> None:
    """One guardrail and one variant have a third of it; the bound holds for each look, so for twenty of them added."""
    chance, alarms = np.random.default_rng(int(1000 * rate)), 0
    for _run in range(RUNS):
        one, other = chance.random(400) < rate, chance.random(400) < rate
        for step in range(20, 401, 20):
            if does_harm(Group(step, int(one[:step].sum())), Group(step, int(other[:step].sum())), 1):
                alarms += 1
                break
    assert alarms <= at_most(LOOKS * FALSE_ALARM / 3)


def test_a_guardrail_sees_a_clear_harm() -> None:
    chance = np.random.default_rng(1)
    seen = sum(
        does_harm(Group(300, int(chance.binomial(300, 0.15))), Group(300, int(chance.binomial(300, 0.03))), 1)
        for _run in range(RUNS)
    )
    assert seen > 0.9 * RUNS
