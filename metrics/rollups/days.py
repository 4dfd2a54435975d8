"""Days of the community, in its own time zone (the setting TIME_ZONE)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

SPANS = (28, 90, 365)
"""Days that a number may look back on."""
TREND_WEEKS = 12


def today() -> date:
    """The day it is in the community's zone."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


def yesterday() -> date:
    """The last day that is over: numbers never tell of a day that still goes on."""
    return today() - timedelta(days=1)


def begin_of(day: date) -> datetime:
    """The first moment of a day, aware; the day is over at the first moment of the next one."""
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())


def end_of(day: date) -> datetime:
    """The moment at which a day is over: the first of the next one."""
    return begin_of(day + timedelta(days=1))


def day_of(moment: datetime) -> date:
    """The day that a moment lies in."""
    return timezone.localdate(moment, timezone.get_default_timezone())


def week_ends(end: date, weeks: int = TREND_WEEKS) -> list[date]:
    """The last days of `weeks` weeks in a row, oldest first; the last one is `end` itself."""
    return [end - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]
