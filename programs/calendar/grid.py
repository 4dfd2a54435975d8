"""Ninety days as a picture: lanes for what comes quarterly, monthly and weekly, and how much each week holds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programs.calendar.reading import Item
from programs.calendar.weeks import WEEK, Window
from programs.series.measures import Rhythm

if TYPE_CHECKING:
    from programs.series.models import Program

MOST = {Rhythm.QUARTERLY.value: 24, Rhythm.MONTHLY.value: 60, Rhythm.WEEKLY.value: 8}
"""Of so many at most a lane shows each; of what comes weekly, so many in each week. The others are in the list."""
BAR, TALLEST = 5, 40
"""How many pixels each item adds to the bar of its week, and how tall a bar can get."""
OWNERS_SAID = 12
LANE_WORDS = 60
"""So many letters at most stand below the name of a lane; kinds behind them are left out whole."""


@dataclass(frozen=True)
class Bar:
    """An item across columns: the first one, and how many."""

    item: Item
    first: int
    span: int

    @property
    def column_class(self) -> str:
        """What stands behind "c-" in its classes."""
        return f"{self.first} span-{self.span}"


@dataclass(frozen=True)
class Column:
    """One week."""

    monday: date
    count: int
    says: str
    """What is said of it aloud: "Week of 30 November, 5 items"."""
    owners: str
    """JSON: by the number of an owner, how that goes on: "Réka has 2"."""
    is_now: bool
    is_past: bool
    is_quiet: bool
    is_heavy: bool
    holidays: tuple[tuple[date, str], ...]
    chips: tuple[Item, ...] = ()
    more: int = 0

    @property
    def height(self) -> int:
        """Of its bar, in pixels."""
        return min(self.count * BAR, TALLEST)

    @property
    def top(self) -> int:
        """Where its bar begins, in pixels from above."""
        return TALLEST - self.height


@dataclass(frozen=True)
class Month:
    """The head over the weeks that begin in a month."""

    day: date
    span: int


@dataclass(frozen=True)
class Grid:
    """The whole picture."""

    window: Window
    months: list[Month]
    columns: list[Column]
    quarterly: list[Bar]
    monthly: list[Bar]
    left_out: int
    """Of the upper lanes, so many that are not shown."""


def grid(
    items: list[Item], window: Window, *, today: date, quiet: Collection[date], limit: int,
    holidays: dict[date, str],
) -> Grid:  # fmt: skip
    """Draw items that lie in the window."""
    lanes: dict[str, list[Item]] = {rhythm: [] for rhythm in Rhythm.values}
    for item in items:
        lanes[item.one.program.rhythm].append(item)
    weekly: dict[int, list[Item]] = {}
    for item in lanes[Rhythm.WEEKLY]:
        weekly.setdefault(window.column(item.day), []).append(item)
    upper = {rhythm: lanes[rhythm][: MOST[rhythm]] for rhythm in (Rhythm.QUARTERLY.value, Rhythm.MONTHLY.value)}
    return Grid(
        window=window,
        months=_months(window),
        columns=_columns(items, weekly, window, today=today, quiet=quiet, limit=limit, holidays=holidays),
        quarterly=[_bar(item, window) for item in upper[Rhythm.QUARTERLY]],
        monthly=[_bar(item, window) for item in upper[Rhythm.MONTHLY]],
        left_out=sum(max(0, len(lanes[rhythm]) - MOST[rhythm]) for rhythm in upper),
    )


def _bar(item: Item, window: Window) -> Bar:
    first = window.column(item.day)
    if item.one.program.rhythm == Rhythm.MONTHLY:
        return Bar(item, first, min(2, window.weeks - first + 1))
    return Bar(item, first, window.column(item.last_day) - first + 1)


def _months(window: Window) -> list[Month]:
    found = Counter(monday.replace(day=1) for monday in window.mondays)
    return [Month(day, span) for day, span in sorted(found.items())]


def _columns(
    items: list[Item], weekly: dict[int, list[Item]], window: Window, *, today: date, quiet: Collection[date],
    limit: int, holidays: dict[date, str],
) -> list[Column]:  # fmt: skip
    by_week, by_owner = loads(items, window)
    names = {one.pk: one.name for item in items if (one := item.one.program.owner) is not None}
    found = []
    for index, monday in enumerate(window.mondays, 1):
        there = weekly.get(index, [])
        owners = by_owner.get(index, Counter()).most_common(OWNERS_SAID)
        said = {str(pk): _("%(name)s has %(n)s") % {"name": names[pk], "n": n} for pk, n in owners}
        days = tuple((day, name) for day, name in holidays.items() if monday <= day < monday + WEEK)
        found.append(Column(
            monday=monday, count=by_week[index], says=week_sentence(monday, by_week[index]),
            owners=json.dumps(said, ensure_ascii=False), is_now=monday <= today < monday + WEEK,
            is_past=monday + WEEK <= today, is_quiet=monday in quiet, is_heavy=by_week[index] > limit,
            holidays=days, chips=tuple(there[: MOST[Rhythm.WEEKLY]]), more=max(0, len(there) - MOST[Rhythm.WEEKLY]),
        ))  # fmt: skip
    return found


def loads(items: list[Item], window: Window) -> tuple[Counter[int], dict[int, Counter[int]]]:
    """By column, how many items begin in it, and how many of each owner."""
    weeks: Counter[int] = Counter()
    owners: dict[int, Counter[int]] = {}
    for item in items:
        if window.first <= item.day <= window.last:
            column = window.column(item.day)
            weeks[column] += 1
            if item.one.program.owner_id is not None:
                owners.setdefault(column, Counter())[item.one.program.owner_id] += 1
    return weeks, owners


def week_sentence(monday: date, count: int) -> str:
    """What is said aloud of a week."""
    words = ngettext("Week of %(day)s, %(n)d item", "Week of %(day)s, %(n)d items", count)
    return words % {"day": date_format(monday, "MONTH_DAY_FORMAT"), "n": count}


def lane_words(programs: Collection[Program], rhythm: str) -> str:
    """What stands in a lane, in words: the kinds that are there."""
    kinds = {str(one.kind.noun) for one in programs if one.rhythm == rhythm and not one.is_draft}
    said = sorted(kinds)
    while len(", ".join(said)) > LANE_WORDS:
        said = [*said[:-2], "…"]
    return ", ".join(said)
