"""The curve of waiting and its histogram, as the page of a measure draws them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from config.lib.intervals import Z
from members.segments.counting import TookTooLong, in_time
from metrics.drawing.bars import Bar
from metrics.drawing.curve import Step
from metrics.measures.first_reply import FirstReply, Until, Within
from metrics.measures.measure import Unit
from metrics.measures.survival import EDGES, bars, curves
from metrics.measures.wording import worded

if TYPE_CHECKING:
    from metrics.measures.asking import Asked
    from metrics.measures.measure import Measure
    from metrics.measures.reading import Reading
    from metrics.measures.survival import Curve

DAY = 24
REACHES = (4, 12, 24, 48, 72, 7 * DAY, 14 * DAY, 28 * DAY, 60 * DAY)
"""Hours that the drawing may go to."""
TIMES = (1, 2, 4, 8, 12, 24, 48, 72, 7 * DAY, 14 * DAY)
"""Hours at which the table tells the curve."""


@dataclass(frozen=True)
class Waits:
    """What is drawn: the curve with its band, the columns, and both in sentences."""

    of: int
    steps: list[Step]
    ticks: list[tuple[float, str]]
    columns: list[Bar]
    sentence: str
    target: float | None
    target_words: str
    table: list[tuple[str, str]]


def waits_of(measure: Measure, asked: Asked, reading: Reading) -> Waits | None:
    """The waiting behind a measure that is read off it; None for others, and where nothing is told."""
    if not isinstance(measure, FirstReply) or not reading.of:
        return None
    try:
        with in_time():
            curve = curves([asked.end], asked.days, asked.cut, measure.of)[asked.end, None]
    except TookTooLong:
        return None
    if not curve.of:
        return None
    target = measure.hours if isinstance(measure, Within) else reading.target if isinstance(measure, Until) else None
    until = _reach(curve, target or 0)
    target_words = reading.target_words if isinstance(measure, Until) else _words(target or 0)
    return Waits(
        curve.of, banded(curve), [(until * part / 4, _words(until * part / 4)) for part in range(5)], columns(curve),
        _sentence(curve), target, target_words, _table(curve),
    )  # fmt: skip


def banded(curve: Curve) -> list[Step]:
    """The curve with 95 % confidence intervals of each step, in percent of threads that have their reply.

    The variance is that of M. Greenwood (1926); the interval is that of log(-log S), which stays between 0 and 1
    (J. Kalbfleisch and R. Prentice, The Statistical Analysis of Failure Time Data, 1980, section 1.4).
    """
    found, spread = [], 0.0
    for step in curve.steps:
        left = step.at_risk - step.answered
        spread += step.answered / (step.at_risk * left) if left else 0
        low = high = None
        if left and 0 < step.waiting < 1:
            width = Z * math.sqrt(spread) / abs(math.log(step.waiting))
            low, high = (100 * (1 - step.waiting ** math.exp(sign * width)) for sign in (-1, 1))
        found.append(Step(step.minutes / 60, 100 * (1 - step.waiting), low, high))
    return found


def columns(curve: Curve) -> list[Bar]:
    """Spans of time with their threads: later than a day is amber, no reply yet is hatched."""
    early = EDGES.index(DAY)
    spans = bars(curve)
    kinds = ["late" if place >= early else "" for place in range(len(spans) - 1)] + ["open"]
    return [Bar(str(span.words), span.threads, kind) for span, kind in zip(spans, kinds, strict=True)]  # type: ignore[arg-type]


def _reach(curve: Curve, target: float) -> float:
    """As far as nine of ten replies, or as far as anybody waited; and to the target."""
    far = max(1.15 * (curve.p90 or curve.longest / 60), target)
    return next((hours for hours in REACHES if hours >= far), REACHES[-1])


def _table(curve: Curve) -> list[tuple[str, str]]:
    """The curve at some times, in words."""
    shares = ((hours, curve.share_within(hours)) for hours in TIMES)
    return [(worded(Unit.HOURS, hours), worded(Unit.PERCENT, share)) for hours, share in shares if share is not None]


def _words(hours: float) -> str:
    return worded(Unit.HOURS, hours) if hours else "0"


def _sentence(curve: Curve) -> str:
    share = curve.share_within(DAY)
    words = {"share": worded(Unit.PERCENT, share or 0), "time": worded(Unit.HOURS, curve.median or 0)}
    if curve.median is None:
        return _("More than half of these threads still wait; %(share)s have a reply after a day.") % words
    return _("Half of these threads have a reply after %(time)s, and %(share)s after a day.") % words
