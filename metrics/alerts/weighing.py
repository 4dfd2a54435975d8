"""Whether a difference is more than chance: counts, and times until something happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, exp, lgamma, log, sqrt
from statistics import NormalDist

SURE = 3.0
"""Standard errors that support a change: by chance, one look in 700 goes so far in that direction."""


def chance_of_at_most(few: int, of: int, share: float) -> float:
    """How likely it is that of so many at most `few` fall to a part that should have this share."""
    if of > 1000:
        spread = sqrt(of * share * (1 - share))
        return NormalDist().cdf((few + 0.5 - of * share) / spread)
    return min(1.0, sum(_binomial(k, of, share) for k in range(few + 1)))


def _binomial(k: int, of: int, share: float) -> float:
    if of < 60:
        return float(comb(of, k)) * share**k * (1 - share) ** (of - k)
    ways = lgamma(of + 1) - lgamma(k + 1) - lgamma(of - k + 1)
    return exp(ways + k * log(share) + (of - k) * log(1 - share))


@dataclass(frozen=True)
class Pace:
    """How fast something happens now, against before."""

    ratio: float
    """1: as fast as before; 0.5: in any hour half as likely."""
    z: float
    """Standard errors away from as before; below zero it is slower (the log-rank test)."""


Waited = tuple[float, bool]
"""Hours, and whether it happened then; otherwise nothing is known of what came later."""


def pace(now: Sequence[Waited], before: Sequence[Waited]) -> Pace:
    """The log-rank test of two groups, and Peto's ratio of their rates made from the same numbers.

    Mantel, N. (1966), Cancer Chemotherapy Reports 50, 163-170.
    """
    rows = sorted([(hours, happened, True) for hours, happened in now] + [(h, d, False) for h, d in before])
    left_now, left = len(now), len(rows)
    observed = expected = variance = 0.0
    place = 0
    while place < len(rows):
        hours, end = rows[place][0], place
        while end < len(rows) and rows[end][0] == hours:
            end += 1
        here = rows[place:end]
        died = sum(1 for _hours, happened, _now in here if happened)
        died_now = sum(1 for _hours, happened, is_now in here if happened and is_now)
        if died and left > 1:
            share = left_now / left
            observed += died_now
            expected += died * share
            variance += died * share * (1 - share) * (left - died) / (left - 1)
        left -= len(here)
        left_now -= sum(1 for _hours, _happened, is_now in here if is_now)
        place = end
    if variance <= 0:
        return Pace(1.0, 0.0)
    return Pace(exp((observed - expected) / variance), (observed - expected) / sqrt(variance))
