"""Rows of the log that came late: of a day that was made before they were there.

Transactions commit out of order, so "after number N" loses rows. A number is settled when every transaction has ended
that was open when it was the last one given; only then is it looked at, and each number once.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from metrics.rollups.acting import LOGGED, WRITING
from metrics.rollups.models import LogSeen
from metrics.rollups.rolling import alone
from metrics.rollups.touching import touch

_NOW = "SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence('members_activity', 'id')), 0), clock_timestamp()"
_OLDEST = """
SELECT coalesce(min(xact_start), clock_timestamp()) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""
_LATE = """
SELECT DISTINCT (a.at AT TIME ZONE %(zone)s)::date FROM members_activity AS a
WHERE a.id > %(settled)s AND a.id <= %(coming)s AND a.verb = ANY(%(verbs)s)
    AND (a.at AT TIME ZONE %(zone)s)::date IN (SELECT day FROM metrics_rolledday)
"""


@transaction.atomic
def notice_late() -> int:
    """Touch the days of rows that came since the last time; returns how many. Safe from many workers at once."""
    alone()
    coming, now = _asked(_NOW)
    seen, is_new = LogSeen.objects.get_or_create(pk=1, defaults={"settled": coming, "coming": coming, "asked_at": now})
    (oldest,) = _asked(_OLDEST)
    if is_new or oldest <= seen.asked_at:
        return 0
    touched = touch(_days_of(seen)) if seen.coming > seen.settled else 0
    seen.settled, seen.coming, seen.asked_at = seen.coming, coming, now
    seen.save()
    return touched


def _days_of(seen: LogSeen) -> list[date]:
    given = {
        "settled": seen.settled, "coming": seen.coming, "zone": settings.TIME_ZONE, "verbs": [*LOGGED, *WRITING],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_LATE, given)
        return [day for (day,) in cursor.fetchall()]


def _asked(sql: str) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        row: tuple[Any, ...] = cursor.fetchone()
        return row
