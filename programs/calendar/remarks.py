"""What is worth a look in the calendar, in words: too much, too little, at the same time, on a holiday."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programs.calendar.weeks import WEEK, Window, first_of_month, first_of_quarter
from programs.series.measures import Rhythm

if TYPE_CHECKING:
    from programs.calendar.grid import Column
    from programs.calendar.reading import Item

MOST = 5
"""So many sentences of one sort at most; what is more is counted."""
SHORT = timedelta(hours=12)
"""What goes on for longer is nothing one has to be at: it clashes with nothing."""


def remarks(items: list[Item], window: Window, columns: list[Column], *, today: date, limit: int,
            holidays: dict[date, str]) -> list[str]:  # fmt: skip
    """All there is to say, what asks for something first. No query."""
    ahead = [item for item in items if not item.is_past]
    said = [
        _heavy(columns, limit),
        [clash_sentence(one, two) for one, two in clashes(ahead)],
        _on_holidays(ahead, holidays),
        _in_quiet_weeks(columns),
        _gaps(items, window, columns, today),
    ]
    return [sentence for some in said for sentence in _few(some)]


def _few(sentences: list[str]) -> list[str]:
    more = len(sentences) - MOST
    if more <= 0:
        return sentences
    return [*sentences[:MOST], ngettext("%(n)d more like this.", "%(n)d more like these.", more) % {"n": more}]


def day_words(day: date) -> str:
    """A day without its year."""
    return date_format(day, "MONTH_DAY_FORMAT")


def _heavy(columns: list[Column], limit: int) -> list[str]:
    words = _("Week of %(day)s: %(n)d items. The team’s limit is %(limit)d.")
    return [
        words % {"day": day_words(one.monday), "n": one.count, "limit": limit}
        for one in columns
        if one.is_heavy and not one.is_past
    ]


def clashes(items: Iterable[Item]) -> list[tuple[Item, Item]]:
    """Pairs that go on at the same time, each item with the one before it that lasts longest."""
    found: list[tuple[Item, Item]] = []
    last: Item | None = None
    for item in sorted(items, key=lambda item: item.one.starts_at):
        if item.one.ends_at - item.one.starts_at > SHORT:
            continue
        if last is not None and item.one.starts_at < last.one.ends_at:
            found.append((last, item))
        if last is None or item.one.ends_at > last.one.ends_at:
            last = item
    return found


def clash_sentence(one: Item, two: Item) -> str:
    """Two at the same time."""
    return _("%(one)s and %(two)s are at the same time: %(when)s.") % {
        "one": one.one.name, "two": two.one.name, "when": moment_words(two.one.starts_at),
    }  # fmt: skip


def moment_words(moment: datetime) -> str:
    """A day and a time on the wall of whoever looks."""
    here = timezone.localtime(moment)
    return f"{date_format(here, 'D')} {date_format(here, 'SHORT_DAY_FORMAT')}, {date_format(here, 'H:i')}"


def _on_holidays(items: Iterable[Item], holidays: dict[date, str]) -> list[str]:
    # What goes on for days is not "on" a day.
    return [
        holiday_sentence(item.one.name, item.day, holidays[item.day])
        for item in items
        if item.day in holidays and item.one.ends_at - item.one.starts_at <= SHORT
    ]


def holiday_sentence(name: str, day: date, holiday: str) -> str:
    """An item on a public holiday."""
    return _("%(name)s is on a public holiday: %(holiday)s, %(day)s.") % {
        "name": name, "holiday": holiday, "day": day_words(day),
    }  # fmt: skip


def _in_quiet_weeks(columns: list[Column]) -> list[str]:
    return [
        ngettext(
            "The week of %(day)s is meant to be quiet, and has %(n)d item.",
            "The week of %(day)s is meant to be quiet, and has %(n)d items.", one.count,
        ) % {"day": day_words(one.monday), "n": one.count}
        for one in columns
        if one.is_quiet and one.count and not one.is_past
    ]  # fmt: skip


def _gaps(items: list[Item], window: Window, columns: list[Column], today: date) -> list[str]:
    days = {rhythm: [item for item in items if item.one.program.rhythm == rhythm] for rhythm in Rhythm.values}
    ahead = [one for one in columns if not one.is_past and not one.is_quiet]
    weekly = {window.column(item.day) for item in days[Rhythm.WEEKLY]}
    bare = [one.monday for one in ahead if window.column(one.monday) not in weekly]
    said = []
    if bare and len(bare) == len(ahead):
        said.append(_("Nothing weekly is planned."))
    elif bare:
        said.append(_("Nothing weekly in these weeks: %(days)s.") % {"days": ", ".join(map(day_words, bare))})
    months = _whole([first_of_month(window.first, index) for index in range(4)], window, 1, today)
    without = [day for day in months if not _any_in(days[Rhythm.MONTHLY], day, first_of_month(day, 1))]
    if without:
        names = ", ".join(capfirst(date_format(day, "F")) for day in without)
        said.append(_("Nothing monthly in: %(months)s.") % {"months": names})
    quarter = first_of_quarter(today)
    if window.first <= today <= window.last and not _any_in(
        days[Rhythm.QUARTERLY], quarter, first_of_quarter(today, 1)
    ):
        said.append(_("Nothing for this quarter: a theme gives the weeks something in common."))
    return said


def _whole(months: Collection[date], window: Window, length: int, today: date) -> list[date]:
    """Months of which most lies in the window, and that are not over."""
    return [
        day
        for day in months
        if day + 3 * WEEK <= window.last and day + WEEK >= window.first and first_of_month(day, length) > today
    ]


def _any_in(items: Iterable[Item], since: date, until: date) -> bool:
    return any(item.day < until and item.last_day >= since for item in items)
