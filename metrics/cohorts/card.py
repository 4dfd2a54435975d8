"""The table of weeks on the first page of health: seven weeks, and what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metrics.cohorts.counting import count
from metrics.cohorts.marks import marked, marks
from metrics.cohorts.saying import lately
from metrics.cohorts.showing import scale
from metrics.cohorts.table import rows_of
from metrics.measures.measure import Unit
from metrics.measures.wording import worded

if TYPE_CHECKING:
    from datetime import date

WEEKS = 7


def cohort_card(end: date) -> dict[str, Any]:
    """What templates/metrics/cohorts/_card.html shows, of the whole community as of one evening; two queries."""
    counts = count(end, WEEKS)
    rows = rows_of(counts)
    found = marks(rows[0].monday, rows[-1].last)
    least, most = scale(rows)
    return {
        "rows": marked(rows, found), "marks": found, "columns": range(1, WEEKS + 1), "scale": (least, most),
        "verdict": lately(rows, found), "least": worded(Unit.PERCENT, least), "most": worded(Unit.PERCENT, most),
        "is_empty": not any(row.people for row in rows),
    }  # fmt: skip
