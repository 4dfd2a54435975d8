"""Comparing those who took part with others like them: exact matching in coarse strata.

Source: Iacus, King and Porro, “Causal Inference without Balance Checking: Coarsened Exact Matching”, Political Analysis
20 (2012). It takes away what the strata know of the difference between the two, and nothing else: what is left is a
correlation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

SURE = 0.95


@dataclass(frozen=True)
class Stratum:
    """Members who were alike before: those who took part and those who did not, and how many were active after."""

    took: int
    took_active: int
    others: int
    others_active: int


@dataclass(frozen=True)
class Compared:
    """What came of it. Shares are between 0 and 1; `low` and `high` hold the difference with 95 percent."""

    took: int
    """All who took part, also those nobody is like."""
    matched: int
    """Those who took part and have somebody like them."""
    others: int
    """Members like them who did not take part."""
    rate: float
    expected: float
    """The share of the others, weighted as those who took part are spread."""
    low: float
    high: float

    @property
    def difference(self) -> float:
        """How much more of those who took part were active."""
        return self.rate - self.expected


def compared(strata: Iterable[Stratum]) -> Compared | None:
    """The difference, over all strata in which there are both; None where there is no such one.

    The variance of those who took part is the binomial one of their share; that of the others is summed over strata
    with one success and one failure added to each (Laplace), so that a stratum of two is never thought to be certain.
    """
    known = list(strata)
    both = [one for one in known if one.took and one.others]
    matched = sum(one.took for one in both)
    if not matched:
        return None
    rate = sum(one.took_active for one in both) / matched
    expected = sum(one.took / matched * one.others_active / one.others for one in both)
    of_took = (rate * matched + 1) / (matched + 2)
    variance = of_took * (1 - of_took) / matched
    for one in both:
        share = (one.others_active + 1) / (one.others + 2)
        variance += (one.took / matched) ** 2 * share * (1 - share) / one.others
    half = NormalDist().inv_cdf(0.5 + SURE / 2) * sqrt(variance)
    difference = rate - expected
    return Compared(
        sum(one.took for one in known), matched, sum(one.others for one in both), rate, expected,
        max(-1.0, difference - half), min(1.0, difference + half),
    )  # fmt: skip
