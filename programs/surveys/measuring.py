"""What scores come to: NPS with its interval, satisfaction, and how answers spread."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import mean, stdev
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Z = 1.959964
"""For 95 of 100 samples."""
PROMOTER_FROM, DETRACTOR_TO, SATISFIED_FROM = 9, 6, 4


@dataclass(frozen=True)
class Nps:
    """Net promoter score, from −100 to 100, with the interval in which it lies in 95 of 100 samples."""

    promoters: int
    passives: int
    detractors: int
    score: int
    least: int
    most: int

    @property
    def count(self) -> int:
        """How many scores there are."""
        return self.promoters + self.passives + self.detractors


def nps(scores: Sequence[int]) -> Nps | None:
    """The share of 9 and 10 less the share of 0 to 6, times 100; None without scores.

    The score is a difference of two shares of the same people. Its interval is the adjusted Wald interval of
    D. G. Bonett and R. M. Price, Journal of Educational and Behavioral Statistics 37 (2012) 479-488:
    p = (promoters + 1)/(n + 2), d = (detractors + 1)/(n + 2), p − d ± z·sqrt((p + d − (p − d)²)/(n + 2)).
    """
    if not scores:
        return None
    count = len(scores)
    promoters = sum(score >= PROMOTER_FROM for score in scores)
    detractors = sum(score <= DETRACTOR_TO for score in scores)
    p, d = (promoters + 1) / (count + 2), (detractors + 1) / (count + 2)
    reach = Z * math.sqrt((p + d - (p - d) ** 2) / (count + 2))
    return Nps(
        promoters, count - promoters - detractors, detractors, round((promoters - detractors) / count * 100),
        max(-100, round((p - d - reach) * 100)), min(100, round((p - d + reach) * 100)),
    )  # fmt: skip


@dataclass(frozen=True)
class Satisfaction:
    """The share of 4 and 5 in percent, with its interval, and the mean."""

    share: int
    least: int
    most: int
    average: float


def satisfaction(scores: Sequence[int]) -> Satisfaction | None:
    """The share of those who said 4 or 5; None without scores.

    Its interval is that of E. B. Wilson, Journal of the American Statistical Association 22 (1927) 209-212:
    (p + z²/2n ± z·sqrt(p(1 − p)/n + z²/4n²)) / (1 + z²/n).
    """
    if not scores:
        return None
    count = len(scores)
    share = sum(score >= SATISFIED_FROM for score in scores) / count
    middle = (share + Z * Z / (2 * count)) / (1 + Z * Z / count)
    reach = Z * math.sqrt(share * (1 - share) / count + Z * Z / (4 * count * count)) / (1 + Z * Z / count)
    return Satisfaction(
        round(share * 100), max(0, round((middle - reach) * 100)), min(100, round((middle + reach) * 100)), mean(scores)
    )


@dataclass(frozen=True)
class Middle:
    """Mean and spread of numbers."""

    average: float
    deviation: float


def middle(numbers: Sequence[int]) -> Middle | None:
    """Mean and standard deviation of a sample; None for fewer than two."""
    return Middle(mean(numbers), stdev(numbers)) if len(numbers) > 1 else None
