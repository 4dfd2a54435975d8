"""The funnel for spreadsheets: what the page tells, and nothing else."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from config.lib.cells import csv_named
from metrics.funnel.steps import NAMES
from metrics.measures.withholding import NOT_TOLD

if TYPE_CHECKING:
    from django.http import HttpResponse

    from metrics.funnel.showing import Funnel


def sheet(funnel: Funnel) -> HttpResponse:
    """A line for each step, then who is dormant."""
    response = csv_named("funnel.csv")
    writer = csv.writer(response)
    writer.writerow([_("Step"), _("People"), _("Of the step before (%)"), _("Half came within (hours)"), _("Stopped")])
    if funnel.visited is not None:
        writer.writerow([NAMES["visited"], funnel.visited])
    for row in funnel.rows:
        writer.writerow([row.name, _told(row.people), _number(row.rate), _number(row.hours), _told(row.stopped)])
    writer.writerow([NAMES["dormant"], _told(funnel.dormant)])
    return response


def _told(number: int | None) -> object:
    return str(NOT_TOLD) if number is None else number


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"
