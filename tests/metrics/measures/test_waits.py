"""What is drawn of the waiting is the curve, and its band is the one of other programs."""

from __future__ import annotations

import math
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from metrics.drawing.bars import Bar
from metrics.measures.survival import Curve
from metrics.measures.waits import banded, columns

WAITS = st.lists(st.tuples(st.integers(1, 60), st.booleans()), min_size=1, max_size=40)


@given(WAITS)
def test_the_band_is_the_one_scipy_reckons(waits: list[tuple[int, bool]]) -> None:
    seen = [float(minutes) for minutes, came in waits if came]
    if not seen:
        return
    left = [float(minutes) for minutes, came in waits if not came]
    survival = ecdf(CensoredData(uncensored=seen, right=left)).sf
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says so where the interval is not defined
        band = survival.confidence_interval(confidence_level=0.95, method="log-log")
    steps = {round(step.hours * 60): step for step in banded(Curve.made((minutes, came, 1) for minutes, came in waits))}
    for place, minutes in enumerate(survival.quantiles):
        if int(minutes) not in steps:
            continue
        step = steps[int(minutes)]
        assert step.percent == pytest.approx(100 * (1 - survival.probabilities[place]), abs=1e-6)
        low, high = band.low.probabilities[place], band.high.probabilities[place]
        if step.low is None or step.high is None:
            assert not 0 < survival.probabilities[place] < 1 or math.isnan(low)
        else:
            assert step.low == pytest.approx(100 * (1 - high), abs=1e-4)
            assert step.high == pytest.approx(100 * (1 - low), abs=1e-4)


@given(WAITS)
def test_the_band_holds_the_curve(waits: list[tuple[int, bool]]) -> None:
    for step in banded(Curve.made((minutes, came, 1) for minutes, came in waits)):
        if step.low is not None and step.high is not None:
            assert 0 <= step.low <= step.percent <= step.high <= 100


def test_columns_add_up_and_whatever_is_over_a_day_is_late() -> None:
    curve = Curve.made([(30, True, 5), (24 * 60, True, 2), (24 * 60 + 1, True, 3), (9000, True, 1), (9000, False, 4)])
    drawn = columns(curve)
    assert sum(bar.count or 0 for bar in drawn) == curve.of == 15
    assert [bar.count for bar in drawn if bar.kind == "late"] == [3, 1]
    assert drawn[-1] == Bar("No reply yet", 4, "open")
    assert [bar.count for bar in drawn if not bar.kind] == [5, 0, 0, 2]
