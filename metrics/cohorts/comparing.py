"""Whether two shares differ: by the interval of Newcombe, which holds also for few people.

R. G. Newcombe, Interval estimation for the difference between independent proportions, Statistics in Medicine 17
(1998), method 10: the square-and-add of two intervals of Wilson.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

SURENESS = 0.95


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    top: int
    of: int

    @property
    def percent(self) -> float:
        """0 to 100; 0 of nobody."""
        return 100 * self.top / self.of if self.of else 0.0

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
    p, q = one.top / one.of, other.top / other.of
    low, high = wilson(one, z)
    low_other, high_other = wilson(other, z)
    least = p - q - sqrt((p - low) ** 2 + (high_other - q) ** 2)
    most = p - q + sqrt((high - p) ** 2 + (q - low_other) ** 2)
    return Difference(100 * (p - q), 100 * least, 100 * most)


def wilson(share: Share, z: float) -> tuple[float, float]:
    """Wilson's interval of a share, from 0 to 1 (E. B. Wilson, 1927)."""
    n, p = share.of, share.top / share.of
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, middle - half), min(1.0, middle + half)
