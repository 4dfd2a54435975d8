"""The table of weeks for spreadsheets: what the page tells, and nothing else."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from config.lib.cells import as_words, csv_named
from metrics.measures.withholding import NOT_TOLD

if TYPE_CHECKING:
    from django.http import HttpResponse

    from metrics.cohorts.showing import Page
    from metrics.cohorts.table import Cell, Row


def sheet(page: Page) -> HttpResponse:
    """A line for each week in which people joined, then one for each part."""
    response = csv_named("cohorts.csv")
    writer = csv.writer(response)
    weeks = [_("Week %(n)d (%%)") % {"n": week} for week in page.columns]
    writer.writerow([_("Joined from"), _("Until"), _("People"), *weeks])
    writer.writerows(_line(row) for row in page.rows)
    if page.parts:
        writer.writerow([])
        writer.writerow([page.asked.by.name if page.asked.by else "", "", _("People"), *weeks])
        for part in page.parts:
            writer.writerow([as_words(str(part.words)), "", part.people or str(NOT_TOLD), *map(_cell, part.cells)])
    return response


def _line(row: Row) -> list[object]:
    if row.is_withheld:
        return [row.monday.isoformat(), row.last.isoformat(), str(NOT_TOLD)]
    return [row.monday.isoformat(), row.last.isoformat(), row.people, *map(_cell, row.cells)]


def _cell(cell: Cell) -> object:
    return f"{cell.share.percent:.1f}" if cell.share else ""
