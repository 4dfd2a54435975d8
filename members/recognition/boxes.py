"""The times leaderboards are about: this week, month, season. They begin and end in UTC, for everybody alike."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from members.segments.predicates import Said

MONTHS_OF_A_SEASON = 3


@dataclass(frozen=True)
class Box:
    """One time with a beginning and an end."""

    key: str
    label: Said
    begins: dt.datetime
    ends: dt.datetime

    @property
    def first_day(self) -> dt.date:
        """The first day that belongs to it."""
        return self.begins.date()

    @property
    def last_day(self) -> dt.date:
        """The last day that belongs to it."""
        return (self.ends - dt.timedelta(days=1)).date()


def month_of(moment: dt.datetime) -> dt.datetime:
    """The beginning of its month."""
    return moment.astimezone(dt.UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def month_after(begins: dt.datetime, months: int = 1) -> dt.datetime:
    """The beginning of the month that is so many months later."""
    number = begins.year * 12 + begins.month - 1 + months
    return begins.replace(year=number // 12, month=number % 12 + 1)


def boxes(now: dt.datetime) -> dict[str, Box]:
    """Those that are now, the shortest first."""
    month = month_of(now)
    today = now.astimezone(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    week = today - dt.timedelta(days=today.weekday())
    season = month_after(month, -((month.month - 1) % MONTHS_OF_A_SEASON))
    found = (
        Box("week", _("This week"), week, week + dt.timedelta(days=7)),
        Box("month", _("This month"), month, month_after(month)),
        Box("season", _("This season"), season, month_after(season, MONTHS_OF_A_SEASON)),
    )
    return {box.key: box for box in found}


def months_to_count(now: dt.datetime) -> list[dt.datetime]:
    """The beginnings of all months that a leaderboard is about now, the earliest first."""
    month, found = month_of(min(box.begins for box in boxes(now).values())), []
    while month <= now:
        found.append(month)
        month = month_after(month)
    return found
