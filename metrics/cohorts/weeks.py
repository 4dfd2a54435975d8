"""Weeks in which people joined, and which weeks after that are over for all of them."""

from __future__ import annotations

from datetime import date, timedelta

CHOICES = (12, 18, 26)
"""So many weeks can be looked at, in both directions of the table."""
EARLY_DAYS = 28
"""What members are told apart by, other than how they came, is what happened in so many days after they joined."""
EARLY_WEEKS = EARLY_DAYS // 7
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
