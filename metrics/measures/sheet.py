"""The tables of a measure as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from config.lib.cells import as_words, csv_named
from metrics.measures.measure import Unit
from metrics.measures.reading import scores
from metrics.measures.spaces import by_space
from metrics.measures.withholding import NOT_TOLD

if TYPE_CHECKING:
    from django.http import HttpResponse

    from config.lib.audience import Viewer
    from metrics.measures.asking import Asked
    from metrics.measures.measure import Measure

type Line = list[object]


def as_file(lines: Iterable[Line], name: str) -> HttpResponse:
    """Lines as a file for spreadsheets."""
    response = csv_named(name)
    csv.writer(response).writerows(lines)
    return response


def lines_of(measure: Measure, asked: Asked, viewer: Viewer, *, by: str = "") -> Iterator[Line]:
    """The weeks of a measure, or its spaces; what is not told is empty and says so in the last column."""
    return _spaces(measure, asked, viewer) if by == "space" else _weeks(measure, asked)


def _weeks(measure: Measure, asked: Asked) -> Iterator[Line]:
    yield [
        _("Measure"), _("Space"), _("Segment"), _("Days"), _("Up to"), unit_words(measure.unit), _("How many"),
        _("Of how many"), _("Remark"),
    ]  # fmt: skip
    reading = scores(asked.cut, asked.days, asked.end, keys=[measure.key]).get(measure.key)
    cut = [as_words(asked.space.name) if asked.space else "", as_words(asked.segment.name) if asked.segment else ""]
    for week in reading.weeks if reading else []:
        numbers = ["", "", ""] if week.is_withheld else [number(week.value), number(week.top), number(week.of)]
        yield [
            as_words(str(measure.name)), *cut, asked.days, week.end.isoformat(), *numbers,
            str(NOT_TOLD) if week.is_withheld else "",
        ]  # fmt: skip


def _spaces(measure: Measure, asked: Asked, viewer: Viewer) -> Iterator[Line]:
    yield [_("Measure"), _("Space"), _("Days"), _("Up to"), unit_words(measure.unit), _("Remark")]
    for row in by_space(measure, asked, viewer):
        yield [
            as_words(str(measure.name)), as_words(row.space.name), asked.days, asked.end.isoformat(), number(row.value),
            str(NOT_TOLD) if row.is_withheld else "",
        ]  # fmt: skip


def number(value: float | None) -> object:
    """A number as every spreadsheet reads it."""
    return "" if value is None else plain(value)


def plain(value: float) -> float:
    """A number with as many digits as are of use: a whole one without a point."""
    return int(value) if value == int(value) else round(value, 4)


def unit_words(unit: Unit) -> str:
    """What a value is counted in, as the head of a column."""
    words = {
        Unit.PERCENT: _("Percent"), Unit.HOURS: _("Hours"), Unit.NUMBER: _("Number"), Unit.POINTS: _("Points"),
    }  # fmt: skip
    return words[unit]
