"""When cases come, by weekday and hour of the last eight weeks, against who is on duty in the week to come."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay
from django.utils import timezone
from django.utils.dates import WEEKDAYS

from moderation.review.cases import Case
from moderation.rota.shifts import Shift

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from members.profiles.models import Member

BACK = timedelta(weeks=8)
WEEK_HOURS = 7 * 24


@dataclass(frozen=True)
class Cell:
    """One hour of a week: how many cases came then, their share of all, and who is on duty."""

    cases: int
    percent: int
    names: tuple[str, ...]

    @property
    def is_bare(self) -> bool:
        """Whether something came and nobody is there."""
        return bool(self.cases) and not self.names


@dataclass(frozen=True)
class Coverage:
    """The week, hour by hour, and what it comes to."""

    weekdays: list[str | Promise]
    hours: list[tuple[str, list[Cell]]]
    total: int
    bare_percent: int
    """Which share of the cases came in hours in which nobody is on duty."""


def coverage(viewer: Member, now: datetime) -> Coverage:
    """On the reader's wall. Cases are counted without those the reader may not see; two queries."""
    came = _arrivals(viewer, now)
    names = _names(viewer, now)
    total = sum(came.values())
    hours = [
        (f"{hour:02}:00", [_cell(came[day, hour], total, names.get((day, hour), ())) for day in range(7)])
        for hour in range(24)
    ]
    bare = sum(cell.cases for _hour, cells in hours for cell in cells if cell.is_bare)
    return Coverage(list(WEEKDAYS.values()), hours, total, round(100 * bare / total) if total else 0)


def _cell(cases: int, total: int, names: tuple[str, ...]) -> Cell:
    return Cell(cases, round(100 * cases / total) if total else 0, names)


def _arrivals(viewer: Member, now: datetime) -> Counter[tuple[int, int]]:
    zone = timezone.get_current_timezone()
    rows = (
        Case.objects.visible_to(viewer)
        .filter(opened_at__gt=now - BACK, opened_at__lte=now)
        .annotate(day=ExtractIsoWeekDay("opened_at", tzinfo=zone), hour=ExtractHour("opened_at", tzinfo=zone))
        .order_by()
        .values_list("day", "hour")
        .annotate(count=Count("pk"))
    )
    return Counter({(day - 1, hour): count for day, hour, count in rows})


def _names(viewer: Member, now: datetime) -> dict[tuple[int, int], tuple[str, ...]]:
    """By weekday and hour, who is on duty for a part of it in the seven days from now on."""
    first = timezone.localtime(now).replace(minute=0, second=0, microsecond=0).astimezone(UTC)
    shifts = Shift.objects.visible_to(viewer).standing().touching(first, first + timedelta(hours=WEEK_HOURS))
    spans = [(shift.starts_at, shift.ends_at, shift.member.name) for shift in shifts.for_listing()]
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    for after in range(WEEK_HOURS):
        # Hours that go by, not those of the wall: on a day that has one twice it is there twice.
        start = first + timedelta(hours=after)
        stop, here = start + timedelta(hours=1), timezone.localtime(start)
        there = [name for begins, ends, name in spans if begins < stop and ends > start]
        key = (here.weekday(), here.hour)
        found[key] = tuple(dict.fromkeys([*found.get(key, ()), *there]))
    return found
