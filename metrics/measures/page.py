"""What the page of one measure shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.threads.models import Thread
from metrics.drawing.lines import Named, plain_axis
from metrics.drawing.telling import told
from metrics.measures.addresses import address
from metrics.measures.apart import parts_of
from metrics.measures.first_reply import FirstReply
from metrics.measures.measure import Unit
from metrics.measures.reading import scores
from metrics.measures.spaces import by_space
from metrics.measures.waits import waits_of
from metrics.measures.wording import worded

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from metrics.measures.asking import Asked
    from metrics.measures.measure import Measure
    from metrics.measures.reading import Reading, Week

HOUR_STEPS = (0.25, 0.5, 1, 2, 4, 6, 12, 24, 48, 96, 168, 336, 720)
"""Hours between two lines of a chart."""


@dataclass(frozen=True)
class Row:
    """A week of the table, in words; empty where nothing was measured."""

    week: Week
    value: str = ""
    top: str = ""
    of: str = ""


@dataclass(frozen=True)
class Trend:
    """The line over twelve weeks."""

    named: list[Named]
    labels: list[str]
    sentence: str
    axis: list[tuple[float, str]]
    said: str


def page_of(measure: Measure, asked: Asked, viewer: Viewer) -> dict[str, Any]:
    """All of it, for the template."""
    reading = scores(asked.cut, asked.days, asked.end, keys=[measure.key]).get(measure.key)
    if reading is None:
        return {"measure": measure, "asked": asked, "reading": None}
    return {
        "measure": measure,
        "asked": asked,
        "reading": reading,
        "beside": "" if reading.is_withheld else measure.beside(asked.end, asked.days, asked.cut),
        "trend": trend_of(reading),
        "rows": [row_of(measure, week) for week in reversed(reading.weeks)],
        "spaces": by_space(measure, asked, viewer),
        "waits": waits_of(measure, asked, reading),
        "remedy_url": address(measure.remedy_url),
        "parts": parts_of(asked) if isinstance(measure, FirstReply) and reading.of else [],
        "behind": behind_words(measure, asked),
        "is_share": measure.unit == Unit.PERCENT,
        "as_made": measure.unit == Unit.PERCENT or isinstance(measure, FirstReply),
    }


def trend_of(reading: Reading) -> Trend | None:
    """The line with its axis; None where no week is told."""
    known = [value for value in reading.line if value is not None]
    if not known:
        return None
    unit = reading.measure.unit
    reach = [*known, *([reading.target] if reading.target is not None else [])]
    axis = [value for value, _words in plain_axis(reach)] if unit != Unit.HOURS else hour_marks(max(reach))
    labels = [date_format(week.end, "SHORT_DAY_FORMAT", use_l10n=True) for week in reading.weeks]
    return Trend(
        [Named(str(reading.measure.name), reading.line)], labels, told(reading),
        [(value, worded(unit, value) if value else "0") for value in axis], reading.words,
    )  # fmt: skip


def hour_marks(most: float) -> list[float]:
    """Hours as clocks and calendars divide them, from zero to at least `most`."""
    step = next((step for step in HOUR_STEPS if most / step <= 5), HOUR_STEPS[-1])
    return [step * number for number in range(int(-(-most // step)) + 1)] if most > 0 else [0, step]


def row_of(measure: Measure, week: Week) -> Row:
    """A week in words."""
    if week.is_withheld or week.value is None:
        return Row(week)
    plain = [worded(Unit.NUMBER, number) if number is not None else "" for number in (week.top, week.of)]
    return Row(week, worded(measure.unit, week.value), *plain)


def behind_words(measure: Measure, asked: Asked) -> str:
    """What the link to those behind the number says; empty where nothing leads to anybody."""
    found = measure.behind(asked.end, asked.days, asked.cut)
    if found.query.is_empty():
        return ""
    return _("Threads to look at") if issubclass(found.model, Thread) else _("People to do something for")
