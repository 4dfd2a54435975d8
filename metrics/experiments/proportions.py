"""Two shares compared: how far apart, how sure, and how many people it takes. Plain arithmetic, no rows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

from config.lib.intervals import Share

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
    def share(self) -> Share:
        """The share that did it."""
        return Share(self.did, self.people)

    @property
    def rate(self) -> float:
        """The same from 0 to 1; 0 of nobody."""
        return self.share.rate


def distance(one: Group, other: Group) -> float:
    """How far `one` is above `other`, in standard errors of a difference by chance (pooled two-proportion z)."""
    if not one.people or not other.people:
        return 0.0
    together = (one.did + other.did) / (one.people + other.people)
    error = math.sqrt(together * (1 - together) * (1 / one.people + 1 / other.people))
    return (one.rate - other.rate) / error if error else 0.0


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
