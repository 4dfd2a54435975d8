"""The tests behind alerts, checked against scipy and against hand-reckoned cases."""

from random import Random

import pytest
from scipy import stats

from metrics.alerts.weighing import chance_of_at_most, pace


def test_the_log_rank_test_is_that_of_scipy() -> None:
    random = Random(7)
    for _turn in range(5):
        before = [(min(random.expovariate(1 / 5), 40.0), False) for _ in range(80)]
        before = [(hours, hours < 40) for hours, _ in before]
        now = [(hours, hours < 24) for hours in (min(random.expovariate(1 / 11), 24.0) for _ in range(40))]
        found = pace(now, before)
        censored = [
            stats.CensoredData.right_censored([h for h, _ in rows], [not d for _, d in rows]) for rows in (now, before)
        ]
        known = stats.logrank(*censored)
        assert found.z == pytest.approx(float(known.statistic), rel=1e-9)
        assert 2 * stats.norm.sf(abs(found.z)) == pytest.approx(float(known.pvalue), rel=1e-9)


def test_a_pace_half_as_fast_is_told_as_about_half() -> None:
    random = Random(3)
    before = [(random.expovariate(1 / 4), True) for _ in range(3000)]
    now = [(random.expovariate(1 / 8), True) for _ in range(3000)]
    assert pace(now, before).ratio == pytest.approx(0.5, abs=0.06)
    assert pace(before, before).ratio == pytest.approx(1.0)
    assert pace([], before).z == 0.0


def test_the_chance_of_few_is_the_binomial_one() -> None:
    for few, of, share in ((2, 10, 0.5), (10, 45, 0.8), (40, 120, 0.5), (0, 9, 0.2)):
        assert chance_of_at_most(few, of, share) == pytest.approx(float(stats.binom.cdf(few, of, share)), rel=1e-6)
    assert chance_of_at_most(520, 1100, 0.5) == pytest.approx(float(stats.binom.cdf(520, 1100, 0.5)), rel=0.05)
