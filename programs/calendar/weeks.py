"""Weeks and months as the calendar counts them: from Monday to Sunday, on the wall of whoever looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

WEEKS = 13
BEFORE = 2
"""So many weeks that are over stand before the one of today."""
WEEK = timedelta(weeks=1)
FIRST_YEAR, LAST_YEAR = 2000, 2200


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def day_from(word: str | None) -> date | None:
    """A day as addresses write it; None for what is none, or lies where no calendar goes."""
    try:
        day = date.fromisoformat(word or "")
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def begins(day: date) -> datetime:
    """When a day begins on the wall of whoever looks, in UTC."""
    return datetime.combine(day, time(), timezone.get_current_timezone()).astimezone(UTC)


def first_of_month(day: date, after: int = 0) -> date:
    """The first day of the month that comes so many months after the one of this day."""
    months = day.year * 12 + day.month - 1 + after
    return date(months // 12, months % 12 + 1, 1)


def first_of_quarter(day: date, after: int = 0) -> date:
    """The first day of the quarter that comes so many quarters after the one of this day."""
    return first_of_month(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), 3 * after)


@dataclass(frozen=True)
class Window:
    """Whole weeks one after another."""

    first: date
    weeks: int = WEEKS

    @classmethod
    def around(cls, today: date) -> Window:
        """The weeks that are shown unless others are asked for."""
        return cls(monday_of(today) - BEFORE * WEEK)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.first + self.weeks * WEEK - timedelta(days=1)

    @property
    def mondays(self) -> list[date]:
        """The first day of each week."""
        return [self.first + index * WEEK for index in range(self.weeks)]

    @property
    def since(self) -> datetime:
        """When it begins."""
        return begins(self.first)

    @property
    def until(self) -> datetime:
        """When it is over."""
        return begins(self.last + timedelta(days=1))

    def column(self, day: date) -> int:
        """Which of its weeks a day is in: 1 the first; days before and behind it count as those at its ends."""
        return min(max((day - self.first).days // 7 + 1, 1), self.weeks)

    def shifted(self, weeks: int) -> Window:
        """As many weeks, so many later."""
        return Window(self.first + weeks * WEEK, self.weeks)
