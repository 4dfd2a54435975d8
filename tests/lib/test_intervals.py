"""The intervals of shares against scipy, and against the examples that are in print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from config.lib.intervals import Share, difference, newcombe, wilson


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.sampled_from([1.64, 2, 3]))
def test_the_interval_of_a_share_is_that_of_scipy(pair: tuple[int, int], z: float) -> None:
    known = stats.binomtest(*pair).proportion_ci(2 * stats.norm.cdf(z) - 1, method="wilson")
    assert wilson(Share(*pair), z) == pytest.approx((known.low, known.high), abs=1e-9)


def test_of_nobody_it_says_nothing() -> None:
    assert wilson(Share(0, 0), 2.0) == (0.0, 1.0)
    assert newcombe(Share(0, 0), Share(0, 0), 2.0) == (-1.0, 1.0)


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ((56, 70), (48, 80), 5.24, 33.39), ((9, 10), (3, 10), 17.05, 80.90), ((6, 7), (2, 7), 5.82, 80.62),
        ((5, 56), (0, 29), -3.81, 19.26), ((0, 10), (0, 20), -16.11, 27.75), ((10, 10), (0, 20), 67.91, 100.0),
        ((10, 10), (0, 10), 60.75, 100.0),
    ],
)  # fmt: skip
def test_the_interval_of_a_difference_is_that_of_the_published_examples(
    one: tuple[int, int], other: tuple[int, int], least: float, most: float
) -> None:
    """Newcombe 1998, table II, method 10."""
    found = difference(Share(*one), Share(*other))
    assert (found.least, found.most) == pytest.approx((least, most), abs=0.01)
    turned = difference(Share(*other), Share(*one))
    assert (turned.least, turned.most) == pytest.approx((-most, -least), abs=0.01)


def test_several_comparisons_are_as_sure_together_as_one_alone() -> None:
    """Bonferroni: of five, each is made with a hundredth."""
    alone = newcombe(Share(56, 70), Share(48, 80), float(stats.norm.ppf(1 - 0.01 / 2)))
    of_five = difference(Share(56, 70), Share(48, 80), comparisons=5)
    assert (of_five.least, of_five.most) == pytest.approx((100 * alone[0], 100 * alone[1]))
