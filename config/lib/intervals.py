"""Intervals of shares, which hold also for few people; plain arithmetic, no rows.

One share: E. B. Wilson, Journal of the American Statistical Association 22 (1927) 209-212. The difference of two:
R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10, the square-and-add of two intervals of Wilson.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, sqrt
from statistics import NormalDist

SURENESS = 0.95
Z = NormalDist().inv_cdf((1 + SURENESS) / 2)
"""So many standard errors to both sides hold 95 of 100 samples."""


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    top: int
    of: int

    @property
    def rate(self) -> float:
        """0 to 1; 0 of nobody."""
        return self.top / self.of if self.of else 0.0

    @property
    def percent(self) -> float:
        """0 to 100; 0 of nobody."""
        return 100 * self.rate

    def __add__(self, other: Share) -> Share:
        return Share(self.top + other.top, self.of + other.of)


@dataclass(frozen=True)
class Difference:
    """One share minus another one, in points, with the interval that is to hold it."""

    points: float
    least: float
    most: float

    @property
    def is_told(self) -> bool:
        """Whether the interval leaves out that there is none."""
        return self.least > 0 or self.most < 0


def difference(one: Share, other: Share, *, comparisons: int = 1) -> Difference:
    """How much higher `one` is than `other`; of several comparisons, all intervals hold together with 95 %."""
    z = NormalDist().inv_cdf(1 - (1 - SURENESS) / (2 * comparisons))
    least, most = newcombe(one, other, z)
    return Difference(100 * (one.rate - other.rate), 100 * least, 100 * most)


def newcombe(one: Share, other: Share, z: float) -> tuple[float, float]:
    """Between what the difference `one` - `other` lies, -1 to 1; `z` is how many standard errors wide."""
    apart = one.rate - other.rate
    (low, high), (other_low, other_high) = wilson(one, z), wilson(other, z)
    below = hypot(one.rate - low, other_high - other.rate)
    above = hypot(high - one.rate, other.rate - other_low)
    return max(-1.0, apart - below), min(1.0, apart + above)


def wilson(share: Share, z: float) -> tuple[float, float]:
    """Between what the true share lies, 0 to 1; of nobody it says nothing."""
    if not share.of:
        return 0.0, 1.0
    n, p, square = share.of, share.rate, z * z
    middle = (p + square / (2 * n)) / (1 + square / n)
    half = z * sqrt(p * (1 - p) / n + square / (4 * n * n)) / (1 + square / n)
    return max(0.0, middle - half), min(1.0, middle + half)
