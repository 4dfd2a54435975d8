"""Two shares compared: how far apart, how sure, and how many people it takes. Plain arithmetic, no rows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

NORMAL = NormalDist()
LOOKING_COSTS = 1.05
"""So many more people a rule takes that may end early, against one that looks once.

For boundaries like those of O'Brien and Fleming it is about a twentieth at the most (Jennison & Turnbull, Group
Sequential Methods, 2000, chapter 2); tests/metrics/experiments/test_simulated.py shows that the power is reached.
"""


@dataclass(frozen=True)
class Group:
    """So many people, of whom so many did it."""

    people: int
    did: int

    @property
    def rate(self) -> float:
        """The share that did it, 0 to 1; 0 of nobody."""
        return self.did / self.people if self.people else 0.0


def distance(one: Group, other: Group) -> float:
    """How far `one` is above `other`, in standard errors of a difference by chance (pooled two-proportion z)."""
    if not one.people or not other.people:
        return 0.0
    together = (one.did + other.did) / (one.people + other.people)
    error = math.sqrt(together * (1 - together) * (1 / one.people + 1 / other.people))
    return (one.rate - other.rate) / error if error else 0.0


def wilson(group: Group, z: float) -> tuple[float, float]:
    """The score interval of one share (Wilson 1927), 0 to 1; of nobody it says nothing."""
    if not group.people:
        return 0.0, 1.0
    n, p, square = group.people, group.rate, z * z
    middle = (p + square / (2 * n)) / (1 + square / n)
    half = z * math.sqrt(p * (1 - p) / n + square / (4 * n * n)) / (1 + square / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def newcombe(one: Group, other: Group, z: float) -> tuple[float, float]:
    """Between what the difference `one` − `other` lies, -1 to 1.

    The hybrid score interval (Newcombe 1998, Statistics in Medicine 17:873, method 10).
    """
    apart = one.rate - other.rate
    (low, high), (other_low, other_high) = wilson(one, z), wilson(other, z)
    below = math.hypot(one.rate - low, other_high - other.rate)
    above = math.hypot(high - one.rate, other.rate - other_low)
    return max(-1.0, apart - below), min(1.0, apart + above)


def needed(rate: float, least: float, shares: tuple[float, float], *, error: float, power: float) -> int:
    """How many people an experiment takes altogether, so that a difference of `least` is found with `power`.

    `rate` is what is expected of the comparison, `shares` are those of the comparison and of the variant among all who
    meet it (0 to 1). The two-proportion formula with separate variances (Fleiss, Statistical Methods for Rates and
    Proportions, 1981), two-sided, times what looking costs. Raises ValueError where `least` leaves no other rate.
    """
    others = [other for other in (rate + least, rate - least) if 0 <= other <= 1]
    if not others or least <= 0 or min(shares) <= 0:
        raise ValueError("No share is so far from the expected one, or a group gets nobody.")
    against, variant = shares
    spread = max(rate * (1 - rate) / against + other * (1 - other) / variant for other in others)
    sure = NORMAL.inv_cdf(1 - error / 2) + NORMAL.inv_cdf(power)
    return math.ceil(LOOKING_COSTS * sure * sure * spread / (least * least))
