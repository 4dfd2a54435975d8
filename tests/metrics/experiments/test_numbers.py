"""The arithmetic of experiments against other ways of computing it: scipy, published tables, and dice."""

from itertools import pairwise
from math import sqrt

import numpy as np
import pytest
from scipy import stats

from metrics.experiments.boundaries import NEVER, boundaries, spent
from metrics.experiments.proportions import LOOKING_COSTS, Group, distance, needed

FIVE = (0.2, 0.4, 0.6, 0.8, 1.0)


def test_five_even_looks_have_the_boundaries_that_are_in_print() -> None:
    """Lan & DeMets with the function like O'Brien and Fleming's, two-sided 5 %, as in the programs of Reboussin."""
    assert boundaries(FIVE, 0.05) == pytest.approx([4.8769, 3.3569, 2.6803, 2.2898, 2.0310], abs=2e-4)


def test_one_look_is_the_usual_test() -> None:
    assert boundaries((1.0,), 0.05) == pytest.approx([stats.norm.ppf(0.975)])
    assert boundaries((1.0,), 0.01) == pytest.approx([stats.norm.ppf(0.995)])


def test_the_boundaries_spend_what_may_be_spent_as_dice_find_too() -> None:
    fractions = (0.1, 0.25, 0.3, 0.55, 0.8, 1.0)
    edges = boundaries(fractions, 0.05)
    chance = np.random.default_rng(99)
    steps = np.diff((0, *fractions))
    paths = np.cumsum(chance.normal(size=(400_000, len(steps))) * np.sqrt(steps), axis=1) / np.sqrt(fractions)
    crossed = np.abs(paths) >= edges
    for number in range(len(fractions)):
        share = crossed[:, : number + 1].any(axis=1).mean()
        assert share == pytest.approx(spent(fractions[number], 0.05), abs=4 * sqrt(0.05 / 400_000))


def test_what_is_spent_grows_and_ends_with_the_error() -> None:
    parts = [spent(part / 10, 0.05) for part in range(11)]
    assert parts[0] == 0 and parts[-1] == 0.05 and all(one < other for one, other in pairwise(parts[1:]))
    z = stats.norm.ppf(1 - 0.05 / 4)
    assert spent(0.4, 0.05) == pytest.approx(4 * stats.norm.sf(z / sqrt(0.4)))


def test_a_look_too_early_names_no_winner_and_twenty_looks_are_worked_out() -> None:
    edges = boundaries(tuple(round(0.05 * (n + 1), 4) for n in range(20)), 0.05)
    assert edges[0] == NEVER and all(one > other for one, other in pairwise(edges)) and 2.0 < edges[-1] < 2.2


def test_looks_that_do_not_grow_are_refused() -> None:
    for wrong in ((0.5, 0.5), (0.6, 0.4), (0.0,)):
        with pytest.raises(ValueError, match="more people"):
            boundaries(wrong, 0.05)


def test_the_distance_is_the_root_of_chi_square() -> None:
    one, other = Group(120, 49), Group(130, 36)
    table = [[one.did, one.people - one.did], [other.did, other.people - other.did]]
    assert distance(one, other) ** 2 == pytest.approx(stats.chi2_contingency(table, correction=False).statistic)
    assert distance(one, other) == -distance(other, one) > 0
    assert distance(Group(9, 9), Group(7, 7)) == distance(Group(9, 0), Group(0, 0)) == 0


def test_the_people_it_takes_reach_the_power_that_is_said() -> None:
    """Played with one look at the end, without what looking costs."""
    people = round(needed(0.3, 0.1, (0.5, 0.5), error=0.05, power=0.8) / LOOKING_COSTS)
    assert people == 707, "The two-proportion formula by hand: 7.849 · (0.21 + 0.24) · 2 / 0.01"
    chance, each = np.random.default_rng(2), people // 2
    one, other = chance.binomial(each, 0.3, 20_000) / each, chance.binomial(each, 0.4, 20_000) / each
    mean = (one + other) / 2
    found = np.abs(one - other) > 1.96 * np.sqrt(mean * (1 - mean) * 2 / each)
    assert found.mean() == pytest.approx(0.8, abs=0.012)


def test_uneven_groups_and_smaller_effects_take_more_people_and_the_impossible_is_refused() -> None:
    even = needed(0.3, 0.1, (0.5, 0.5), error=0.05, power=0.8)
    assert needed(0.3, 0.1, (0.1, 0.9), error=0.05, power=0.8) > 2 * even
    assert needed(0.3, 0.05, (0.5, 0.5), error=0.05, power=0.8) > 3.5 * even
    assert needed(0.3, 0.1, (0.5, 0.5), error=0.025, power=0.8) > even
    for rate, least, shares in ((0.5, 0.6, (0.5, 0.5)), (0.3, 0.0, (0.5, 0.5)), (0.3, 0.1, (0.0, 1.0))):
        with pytest.raises(ValueError, match="share"):
            needed(rate, least, shares, error=0.05, power=0.8)
