"""Days that are owed: those that nobody made yet, the newest first, and then those that were touched since."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta
from typing import Any

import structlog
from django.db import connection, transaction
from django.db.models import Max, Min
from django.utils import timezone
from django.utils.translation import gettext as _

from community.posts.models import Post
from members.activity.concerns import tell_operators
from members.profiles.models import Member
from members.segments.summing import at_rest
from metrics.rollups.days import day_of, yesterday
from metrics.rollups.models import RolledDay
from metrics.rollups.noticing import notice_late
from metrics.rollups.rolling import roll

log = structlog.get_logger(__name__)

MAKER = 4_182_012
"""The number of the lock that says who catches up: one at a time, others leave it to them."""
WORRYING = timedelta(days=2)

_MISSING = """
SELECT wanted.day::date FROM generate_series(%(first)s::date, %(last)s::date, interval '1 day') AS wanted (day)
WHERE NOT EXISTS (SELECT FROM metrics_rolledday AS r WHERE r.day = wanted.day::date)
    AND wanted.day::date <> ALL(%(failed)s::date[])
ORDER BY wanted.day DESC LIMIT 1
"""


def catch_up(budget_seconds: float, clock: Callable[[], float] = time.monotonic) -> bool:
    """Make what is owed until it is all there or our time is over; returns whether more is owed.

    Each day is a transaction of its own: a worker that is killed leaves whole days behind it. A day that fails is left
    to the next time and keeps no other back; one that is touched meanwhile, too.
    """
    end, began = clock() + budget_seconds, timezone.now()
    failed: list[date] = []
    notice_late()
    while clock() < end:
        day = _make_next(began, failed)
        if day is None:
            return False
    return True


def _make_next(began: datetime, failed: list[date]) -> date | None:
    """Make one owed day; None if there is none, or if another worker is at it."""
    with transaction.atomic():
        if not _is_mine():
            return None
        day = next_owed(began, failed)
        if day is None:
            return None
        try:
            with transaction.atomic():
                roll(day)
        except Exception:
            log.exception("A day could not be made.", day=str(day))
            failed.append(day)
    return day


def next_owed(began: datetime, failed: Collection[date] = ()) -> date | None:
    """The newest day that is over and at rest and that nobody made; or else that was touched until `began`."""
    if missing := next_missing(failed):
        return missing
    touched = RolledDay.objects.filter(touched_at__lte=began, day__lte=last_at_rest()).exclude(day__in=failed)
    return touched.order_by("-day").values_list("day", flat=True).first()


def next_missing(failed: Collection[date] = ()) -> date | None:
    """The newest day that is over and at rest and that nobody made; None if all are there."""
    first, last = first_day(), last_at_rest()
    if first is None:
        return None
    given: dict[str, Any] = {"first": first, "last": last, "failed": list(failed)}
    with connection.cursor() as cursor:
        cursor.execute(_MISSING, given)
        missing: tuple[date] | None = cursor.fetchone()
    return missing[0] if missing else None


def first_day() -> date | None:
    """The day on which the first member joined, or the first post was written if that was sooner."""
    found = [
        Member.objects.aggregate(first=Min("joined_at"))["first"],
        Post.objects.aggregate(first=Min("created_at"))["first"],
    ]
    moments = [moment for moment in found if moment]
    return day_of(min(moments)) if moments else None


def last_at_rest() -> date:
    """The last day that is over and of which nothing is recorded any more."""
    return min(yesterday(), day_of(at_rest()) - timedelta(days=1))


def last_made() -> date | None:
    """The last day that is over and of which there are facts; none before the first ones are made. One query."""
    last: date | None = RolledDay.objects.filter(day__lte=yesterday()).aggregate(last=Max("day"))["last"]
    return last


def _is_mine() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [MAKER])
        return bool(cursor.fetchone()[0])


@tell_operators
def days_not_made() -> str:
    """Says that health shows old numbers, because days are owed for long."""
    due = yesterday() - WORRYING
    if RolledDay.objects.filter(day__gte=due).exists():
        return ""
    first = first_day()
    if first is None or first > due:
        return ""
    return _("Health shows old numbers: its days were not made for long. The log of the worker says why.")
