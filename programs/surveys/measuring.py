"""What scores come to: NPS with its interval, satisfaction, and how answers spread."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from config.lib.intervals import Share, Z, wilson

type Scores = Mapping[int, int]
"""How many gave each score."""

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


def nps(scores: Scores) -> Nps | None:
    """The share of 9 and 10 less the share of 0 to 6, times 100; None without scores.

    The score is a difference of two shares of the same people. Its interval is the adjusted Wald interval of
    D. G. Bonett and R. M. Price, Journal of Educational and Behavioral Statistics 37 (2012) 479-488:
    p = (promoters + 1)/(n + 2), d = (detractors + 1)/(n + 2), p − d ± z·sqrt((p + d − (p − d)²)/(n + 2)).
    """
    count = sum(scores.values())
    if not count:
        return None
    promoters = sum(people for score, people in scores.items() if score >= PROMOTER_FROM)
    detractors = sum(people for score, people in scores.items() if score <= DETRACTOR_TO)
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


def satisfaction(scores: Scores) -> Satisfaction | None:
    """The share of those who said 4 or 5, with Wilson’s interval; None without scores."""
    count = sum(scores.values())
    if not count:
        return None
    share = Share(sum(people for score, people in scores.items() if score >= SATISFIED_FROM), count)
    average = sum(score * people for score, people in scores.items()) / count
    least, most = wilson(share, Z)
    return Satisfaction(round(share.percent), round(100 * least), round(100 * most), average)


@dataclass(frozen=True)
class Middle:
    """Mean and spread of numbers."""

    average: float
    deviation: float


def middle(count: int, total: int, squares: int) -> Middle | None:
    """Mean and standard deviation of a sample, from its sum and the sum of its squares; None for fewer than two."""
    if count < 2:
        return None
    return Middle(total / count, math.sqrt((count * squares - total * total) / (count * (count - 1))))
