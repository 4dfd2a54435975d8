"""The curve of waiting is what scipy reckons, and forgets nobody who still waits."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from metrics.measures.survival import HOUR, Curve, bars

WAITS = st.lists(st.tuples(st.integers(0, 3 * 24 * HOUR), st.booleans()), min_size=1, max_size=60)
"""Minutes, and whether a reply ended them."""
TIED = st.lists(st.tuples(st.sampled_from([0, 60, 90, 1440]), st.booleans()), min_size=1, max_size=60)
HOURS = (0, 0.5, 1, 1.5, 4, 12, 24, 48, 168)


def made(waits: list[tuple[int, bool]]) -> Curve:
    return Curve.made([(minutes, came, many) for (minutes, came), many in Counter(waits).items()])


@given(WAITS | TIED)
def test_the_share_that_waits_is_what_scipy_estimates(waits: list[tuple[int, bool]]) -> None:
    curve = made(waits)
    sample = CensoredData(
        uncensored=[minutes for minutes, came in waits if came], right=[minutes for minutes, came in waits if not came]
    )
    estimate = ecdf(sample).sf
    for hours in HOURS:
        assert curve.waiting(hours) == pytest.approx(float(estimate.evaluate(hours * HOUR)), abs=1e-9)
    for share, hours_until in ((0.5, curve.median), (0.9, curve.p90)):
        reached = [
            minutes / HOUR
            for minutes, waiting in zip(estimate.quantiles, estimate.probabilities, strict=True)
            if waiting <= 1 - share + 1e-9
        ]
        assert hours_until == (reached[0] if reached else None)


@given(WAITS | TIED)
def test_without_anybody_who_still_waits_it_is_the_plain_share(waits: list[tuple[int, bool]]) -> None:
    curve = made([(minutes, True) for minutes, _came in waits])
    for hours in HOURS:
        plain = sum(minutes <= hours * HOUR for minutes, _came in waits)
        assert curve.share_within(hours) == pytest.approx(100 * plain / len(waits))
        assert curve.seen_within(hours) == plain


@given(WAITS | TIED)
def test_the_spans_add_up_to_all_threads(waits: list[tuple[int, bool]]) -> None:
    counted = [bar.threads for bar in bars(made(waits))]
    edges = [-1, 60, 240, 720, 1440, 2880, 10**9]
    came = [minutes for minutes, is_answered in waits if is_answered]
    spans = [sum(low < minutes <= high for minutes in came) for low, high in pairwise(edges)]
    assert counted == [*spans, len(waits) - len(came)]
    assert sum(counted) == len(waits)


def test_a_mean_of_those_who_were_answered_would_have_praised_this_community() -> None:
    # Four of ten are answered after an hour, nobody else ever is: the mean of the answered ones says one hour.
    curve = made([(60, True)] * 4 + [(5000, False)] * 6)
    assert curve.median is None
    assert curve.hours_until(0.4) == 1
    assert curve.share_within(1) == pytest.approx(40)


def test_who_waits_since_an_hour_is_not_counted_as_never_answered() -> None:
    # One was answered after two hours; another one asked an hour ago and says nothing of what comes later.
    curve = made([(120, True), (60, False)])
    assert curve.median == 2
    assert curve.share_within(24) == 100


def test_nobody_who_asked_has_no_share_and_no_hours() -> None:
    curve = Curve.made([])
    assert (curve.median, curve.p90, curve.share_within(24), curve.of) == (None, None, None, 0)
