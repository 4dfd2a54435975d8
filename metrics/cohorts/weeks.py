"""Weeks in which people joined, and which weeks after that are over for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from metrics.measures.withholding import LEAST

CHOICES = (12, 18, 26)
"""So many weeks can be looked at, in both directions of the table."""
EARLY_DAYS = 28
"""What members are told apart by, other than how they came, is what happened in so many days after they joined."""
EARLY_WEEKS = EARLY_DAYS // 7
MOST_WEEKS = CHOICES[-1]
WIDE = 4
"""So many weeks are one row where most weeks have fewer than five newcomers."""
WEEK = 7


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def weeks_over(monday: date, end: date) -> int:
    """How many weeks after joining are over on the evening of `end` for everybody who joined in a week.

    Week n of a member are the seven days that begin 7·n days after the day they joined; week 0 is no coming back.
    """
    last_joined = 2 * (WEEK - 1)
    return ((end - monday).days - last_joined) // WEEK


def mondays(end: date, weeks: int, least: int = 1) -> list[date]:
    """The weeks of the table, oldest first: the oldest has `weeks` weeks behind it, the newest at least `least`."""
    oldest = monday_of(end - timedelta(days=WEEK * weeks + 2 * (WEEK - 1)))
    found = [oldest + timedelta(weeks=number) for number in range(weeks)]
    return [monday for monday in found if weeks_over(monday, end) >= least]


def is_sparse(joined: Mapping[date, int], end: date) -> bool:
    """Whether most weeks in which anybody joined have fewer than five newcomers.

    Looked at are weeks that are in every table, whatever it shows: tables of one evening all have rows of one width.
    """
    sizes = [size for monday in mondays(end, CHOICES[0], EARLY_WEEKS - 1) if (size := joined.get(monday, 0))]
    return 2 * sum(size < LEAST for size in sizes) > len(sizes)


def wide_rows(shown: Sequence[date]) -> dict[date, date]:
    """For each week in a whole row of four, the first week of that row; rows always begin at the same weeks."""
    inside = set(shown)
    rows = {monday: monday - timedelta(weeks=monday.toordinal() // WEEK % WIDE) for monday in shown}
    whole = {row for row in rows.values() if all(row + timedelta(weeks=number) in inside for number in range(WIDE))}
    return {monday: row for monday, row in rows.items() if row in whole}
