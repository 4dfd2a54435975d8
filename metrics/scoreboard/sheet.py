"""All numbers of a view as a table for spreadsheets: the same as the page tells, and nothing that it does not."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from config.lib.cells import as_words, csv_named
from metrics.measures.withholding import NOT_TOLD
from metrics.rollups.days import week_ends

if TYPE_CHECKING:
    from django.http import HttpResponse

    from metrics.measures.reading import Reading
    from metrics.scoreboard.asking import Asked
    from metrics.scoreboard.board import Board


def sheet_of(board: Board, asked: Asked) -> HttpResponse:
    """The table: a row for each number, with its twelve weeks."""
    answer = csv_named(f"health-{board.days}-days-{board.end:%Y-%m-%d}.csv")
    rows = csv.writer(answer)
    rows.writerow([
        _("Key"), _("Number"), _("Space"), _("Segment"), _("Days"), _("Up to and with"), _("Unit"), _("Value"),
        _("How many"), _("Of how many"), pgettext("of a number", "Target"), _("The period before"), _("State"),
        *(f"{day:%Y-%m-%d}" for day in week_ends(board.end)),
    ])  # fmt: skip
    space = as_words(asked.space.name) if asked.space else ""
    segment = as_words(asked.segment.name) if asked.segment else ""
    for reading in board.readings.values():
        about = [reading.measure.key, as_words(str(reading.measure.name)), space, segment]
        rows.writerow([*about, board.days, f"{board.end:%Y-%m-%d}", reading.measure.unit.value, *_told(reading)])
    return answer


def _told(reading: Reading) -> list[object]:
    """What is told of one number; where it is not, nothing that one could reckon it from."""
    value: object = _plain(reading.value)
    if reading.is_withheld:
        value = str(NOT_TOLD)
    return [
        value, _plain(reading.top), _plain(reading.of) if reading.top is not None else "", _plain(reading.target),
        _plain(reading.before), reading.state_words, *(_plain(one) for one in reading.line),
    ]  # fmt: skip


def _plain(value: float | None) -> object:
    """A number with as many digits as are of use; empty where there is none."""
    if value is None:
        return ""
    return round(value) if value == round(value) else round(value, 2)
