"""Those who took part beside others like them."""

import random
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.effects.matching import Stratum, compared

counts = st.integers(min_value=0, max_value=40)


@st.composite
def strata(draw: st.DrawFn) -> list[Stratum]:
    found = []
    for _ in range(draw(st.integers(min_value=0, max_value=6))):
        took, others = draw(counts), draw(counts)
        found.append(Stratum(took, draw(st.integers(0, took)), others, draw(st.integers(0, others))))
    return found


@given(strata())
def test_the_difference_is_that_of_matching_each_person_one_by_one(known: list[Stratum]) -> None:
    """The other way: a list of people, each of whom is given the mean of those in the same stratum who did not come."""
    mine, theirs = [], []
    for one in known:
        others = [1] * one.others_active + [0] * (one.others - one.others_active)
        for number in range(one.took):
            if others:
                mine.append(int(number < one.took_active))
                theirs.append(fmean(others))
    found = compared(known)
    if not mine:
        assert found is None
        return
    assert found is not None
    assert found.matched == len(mine)
    assert found.difference == pytest.approx(fmean(mine) - fmean(theirs))
    assert found.low <= found.difference <= found.high


def simulated(truth: float, seed: int) -> bool:
    """Whether the interval holds the truth: keen people come more often, and are more active anyway."""
    chance = random.Random(seed)
    known = []
    for keen in (0.1, 0.4, 0.7):
        people = 150
        took = sum(chance.random() < keen / 2 for _ in range(people))
        active = sum(chance.random() < min(1.0, keen + truth) for _ in range(took))
        others = sum(chance.random() < keen for _ in range(people - took))
        known.append(Stratum(took, active, people - took, others))
    found = compared(known)
    assert found is not None
    return found.low <= truth <= found.high


@pytest.mark.parametrize("truth", [0.0, 0.15])
def test_the_interval_holds_the_truth_as_often_as_it_says(truth: float) -> None:
    held = sum(simulated(truth, seed) for seed in range(600))
    assert 0.93 * 600 <= held <= 600


def test_without_strata_the_keen_would_look_like_an_effect() -> None:
    """What matching is for: the plain difference is far from the truth, which is zero here."""
    known = [Stratum(10, 1, 190, 19), Stratum(60, 42, 60, 42)]
    plain = 43 / 70 - 61 / 250
    found = compared(known)
    assert found is not None
    assert plain > 0.3
    assert found.difference == pytest.approx(0)


def test_whom_nobody_is_like_is_left_out_and_counted() -> None:
    found = compared([Stratum(5, 5, 0, 0), Stratum(10, 5, 20, 5)])
    assert found is not None
    assert (found.took, found.matched, found.others) == (15, 10, 20)
