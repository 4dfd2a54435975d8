"""From the time on a wall to a moment: on days that lose an hour or have one twice, too."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, time, timedelta


def zone_named(name: str) -> zoneinfo.ZoneInfo:
    """A time zone; UTC if the name is not known here."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo("UTC")


def span_on(day: date, begins: time, ends: time, zone: zoneinfo.ZoneInfo) -> tuple[datetime, datetime] | None:
    """From one time of day to another, in UTC; from the later to the earlier it goes over midnight.

    An hour that comes twice belongs to it both times. None if the clocks leave nothing of it.
    """
    last = day if ends > begins else day + timedelta(days=1)
    start = datetime.combine(day, begins, tzinfo=zone).replace(fold=0).astimezone(UTC)
    end = datetime.combine(last, ends, tzinfo=zone).replace(fold=1).astimezone(UTC)
    # A time that does not exist on this day: with fold=1 it is one hour early, with fold=0 one hour late.
    if end.astimezone(zone).replace(tzinfo=None) != datetime.combine(last, ends):
        end = datetime.combine(last, ends, tzinfo=zone).replace(fold=0).astimezone(UTC)
    return (start, end) if start < end else None


def days_of(first: date, last: date, zone: zoneinfo.ZoneInfo) -> tuple[datetime, datetime]:
    """Whole days, from the first midnight to the one after the last, in UTC."""
    start = datetime.combine(first, time(), tzinfo=zone).astimezone(UTC)
    end = datetime.combine(last + timedelta(days=1), time(), tzinfo=zone).astimezone(UTC)
    return start, end
