"""Days of the demo community's months: what comes each month comes on a day that every month has."""

from datetime import date, timedelta

SHORTEST = 28


def in_each_month(near: date) -> date:
    """This day, or the last one before it that every month has."""
    return near.replace(day=min(near.day, SHORTEST))


def months_before(day: date, count: int = 1) -> date:
    """The same day so many months earlier; for days that every month has."""
    for _month in range(count):
        day = (day.replace(day=1) - timedelta(days=1)).replace(day=day.day)
    return day


def each_month(day: date) -> str:
    """The rule by which a day comes again each month."""
    return f"FREQ=MONTHLY;BYMONTHDAY={day.day}"
