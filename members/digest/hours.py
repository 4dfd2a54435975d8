"""Hours of a week: when a digest is due by the clock on a member's own wall, and which week it is then.

A week has 168 hours, counted from Monday 0:00. Counting on the wall makes changes of the clock simple: an hour that is
missing is over when the next one begins, and one that comes twice is due once, because a week has one digest.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

HOURS = 168
GRACE = 48
"""So many hours late a digest still leaves; what was missed for longer comes with the next one."""


def zone_called(name: str) -> ZoneInfo:
    """A time zone by its name; UTC for one that is not known here."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def hour_of_week(weekday: int, hour: int) -> int:
    """The hour of the week that a day (1 is Monday) and an hour name."""
    return (weekday - 1) * 24 + hour


def on_the_wall(now: datetime, zone: ZoneInfo) -> tuple[int, date]:
    """The hour of the week that it is there, and the Monday of that week."""
    there = now.astimezone(zone)
    return hour_of_week(there.isoweekday(), there.hour), there.date() - timedelta(days=there.weekday())


def week_due(now: datetime, zone: ZoneInfo, weekday: int, hour: int) -> date | None:
    """The Monday of the week whose digest is due there now; None if its hour is too long ago, or still to come."""
    here, monday = on_the_wall(now, zone)
    asked = hour_of_week(weekday, hour)
    if (here - asked) % HOURS >= GRACE:
        return None
    return monday if here >= asked else monday - timedelta(days=7)


def next_time(now: datetime, zone: ZoneInfo, weekday: int, hour: int) -> datetime:
    """When the clock there next comes to that hour of that day."""
    today = now.astimezone(zone).date()
    for days in range(9):
        day = today + timedelta(days=days)
        if day.isoweekday() == weekday:
            moment = datetime.combine(day, time(hour), zone).astimezone(UTC)
            if moment > now:
                return moment
    raise AssertionError("Each day comes within a week.")
