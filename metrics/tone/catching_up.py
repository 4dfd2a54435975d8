"""Days whose tone is owed: those that were rolled, or rolled again, since it was read; the newest first."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django.db import connection, transaction

from metrics.tone.rolling import roll_tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

READER = 4_182_013
"""The number of the lock that says who reads: one at a time, others leave it to them."""
BACK_DAYS = 800
"""Days before this are in no number any more."""
_OWED = """
SELECT r.day FROM metrics_rolledday AS r LEFT JOIN metrics_toneday AS t ON t.day = r.day
WHERE r.day > (SELECT max(day) FROM metrics_rolledday) - %s AND (t.day IS NULL OR t.read_at < r.rolled_at)
ORDER BY r.day DESC LIMIT 1
"""


def catch_up_tone(budget_seconds: float, clock: Callable[[], float] = time.monotonic) -> bool:
    """Read what is owed until it is all there or our time is over; returns whether more is owed.

    Each day is a transaction of its own: a worker that is killed leaves whole days behind it.
    """
    end = clock() + budget_seconds
    while clock() < end:
        if not _read_next():
            return False
    return True


@transaction.atomic
def _read_next() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [READER])
        if not cursor.fetchone()[0]:
            return False
    day = next_owed()
    if day is not None:
        roll_tone(day)
    return day is not None


def next_owed() -> date | None:
    """The newest day whose tone was not read since the day was rolled."""
    with connection.cursor() as cursor:
        cursor.execute(_OWED, [BACK_DAYS])
        row = cursor.fetchone()
    return row[0] if row else None
