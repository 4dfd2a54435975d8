"""One month as weeks of days, for the team and for members."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from programs.calendar.weeks import first_of_month, monday_of

MOST_A_DAY = 4


@dataclass(frozen=True)
class Day:
    """One day with what begins on it."""

    day: date
    is_inside: bool
    """Whether it is of the month; the others only fill its weeks."""
    is_today: bool
    items: tuple[Any, ...]
    more: int
    holiday: str


def month_span(day: date) -> tuple[date, date]:
    """The first day of the weeks of its month, and the first day behind them."""
    last = first_of_month(day, 1) - timedelta(days=1)
    return monday_of(first_of_month(day)), monday_of(last) + timedelta(days=7)


def month_of(day: date, items: Iterable[Any], *, today: date, holidays: dict[date, str]) -> list[list[Day]]:
    """The weeks of a month. Items say their `day`."""
    first, end = month_span(day)
    by_day: dict[date, list[Any]] = {}
    for item in items:
        by_day.setdefault(item.day, []).append(item)
    days = [first + timedelta(days=index) for index in range((end - first).days)]
    found = [_day(one, day, by_day.get(one, []), today, holidays) for one in days]
    return [found[index : index + 7] for index in range(0, len(found), 7)]


def _day(one: date, month: date, items: list[Any], today: date, holidays: dict[date, str]) -> Day:
    shown = tuple(items[:MOST_A_DAY])
    return Day(one, one.month == month.month, one == today, shown, len(items) - len(shown), holidays.get(one, ""))
