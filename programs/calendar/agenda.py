"""The calendar of members: what is on, by week or month, in the reader's zone with the host's beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format

from config.lib.zones import zone_name
from programs.calendar.seeing import facts_of, in_calendar, with_places
from programs.calendar.weeks import WEEK, begins, monday_of
from programs.series.occurrences import Occurrence, OccurrenceQuerySet

if TYPE_CHECKING:
    from community.spaces.models import Space
    from config.lib.audience import Viewer
    from members.profiles.models import Member

MOST = 300
"""So many in one view at most; what is behind them comes with the next weeks."""

HOURS = timedelta(hours=12)
"""What takes no longer is met while it is on."""


@dataclass(frozen=True)
class Entry:
    """One occurrence as members read of it."""

    one: Occurrence
    now: datetime
    fact: str = ""

    @property
    def day(self) -> date:
        """On which day it begins, on the reader's wall."""
        return timezone.localtime(self.one.starts_at).date()

    @property
    def is_now(self) -> bool:
        """Whether it goes on at this moment."""
        return self.one.starts_at <= self.now < self.one.ends_at and self.one.called_off_at is None

    @property
    def is_past(self) -> bool:
        """Whether it is over."""
        return self.one.ends_at <= self.now

    @property
    def until(self) -> date | None:
        """The last day of something long that is on: by now it says more than the time at which it began."""
        if not self.is_now or self.one.ends_at - self.one.starts_at <= HOURS:
            return None
        return timezone.localtime(self.one.ends_at - timedelta(minutes=1)).date()

    @property
    def url(self) -> str:
        """Where one takes part; empty where there is no such place (yet)."""
        return self.one.program.kind.url(self.one)

    @property
    def elsewhere(self) -> str:
        """The host's time where its clock shows another one: "15:00 in Warsaw"; empty otherwise."""
        there = self.one.starts_at.astimezone(ZoneInfo(self.one.program.zone))
        here = timezone.localtime(self.one.starts_at)
        if there.replace(tzinfo=None) == here.replace(tzinfo=None):
            return ""
        clock = date_format(there, "H:i")
        if there.date() != here.date():
            clock = f"{date_format(there, 'D')} {clock}"
        return f"{clock} {zone_name(self.one.program.zone)}"

    @property
    def space(self) -> Space | None:
        """Where it belongs."""
        found: Space | None = self.one.program.space
        return found


@dataclass(frozen=True)
class Group:
    """The entries of one week."""

    monday: date
    is_this: bool
    is_next: bool
    entries: list[Entry]

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)


def entries(
    viewer: Viewer, since: datetime, until: datetime, *, space: int | None = None, kind: str = ""
) -> list[Entry]:
    """What the viewer may know of between two moments, in order: two queries, and those of the kinds."""
    rows = in_calendar(viewer).between(since, until)
    rows = rows.filter(program__space=space) if space is not None else rows
    rows = rows.filter(program__format=kind) if kind else rows
    return shown(list(rows[:MOST]), viewer)


def shown(rows: Sequence[Occurrence], viewer: Viewer) -> list[Entry]:
    """Occurrences as the viewer may read of them."""
    with_places(rows, viewer)
    facts, now = facts_of(rows), timezone.now()
    return [Entry(row, now, facts.get(row.pk, "")) for row in rows]


def by_week(found: Iterable[Entry], first: date, today: date) -> list[Group]:
    """Entries by the week they begin in; what began before the first day stands in the first week."""
    weeks: dict[date, list[Entry]] = {}
    for entry in found:
        weeks.setdefault(monday_of(max(entry.day, first)), []).append(entry)
    this = monday_of(today)
    return [Group(monday, monday == this, monday == this + WEEK, some) for monday, some in sorted(weeks.items())]


def led_by(member: Member, viewer: Viewer) -> list[Entry]:
    """What a member hosts or hosted, the next ones first and then the latest: two queries, and those of the kinds."""
    rows = in_calendar(viewer).filter(host=member, called_off_at=None)
    now = timezone.now()
    ahead = list(rows.filter(ends_at__gt=now).order_by("starts_at", "pk")[:10])
    over = list(rows.filter(ends_at__lte=now).order_by("-starts_at", "-pk")[:20])
    return shown([*ahead, *over], viewer)


def kinds_and_spaces(viewer: Viewer) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What the agenda can be narrowed to: kinds and spaces there is something of. One query."""
    from programs.series.formats import FORMATS
    from programs.series.models import Program

    rows: Any = Program.objects.in_calendar_of(viewer).filter(ended_at=None).order_by()
    kinds, spaces = set(), {}
    for kind, slug, name in rows.values_list("format", "space__slug", "space__name").distinct():
        if kind in FORMATS:
            kinds.add((kind, str(FORMATS[kind].noun)))
        if slug:
            spaces[slug] = name
    return sorted(kinds, key=lambda pair: pair[1]), sorted(spaces.items(), key=lambda pair: pair[1].lower())


def next_ones(viewer: Viewer) -> OccurrenceQuerySet:
    """Those that have not begun, the next first; before them what is on at this moment and takes hours, not days."""
    now, rows = timezone.now(), Occurrence.objects.in_calendar_of(viewer).taking_place()
    on = Q(starts_at__lte=now, starts_at__gt=now - HOURS, ends_at__gt=now, ends_at__lte=F("starts_at") + HOURS)
    found: OccurrenceQuerySet = rows.filter(on & Q(closed_at=None) | Q(opened_at=None, starts_at__gt=now))
    return found.order_by("starts_at", "pk")


def month_entries(viewer: Viewer, first: date, end: date, **narrowed: Any) -> list[Entry]:
    """What begins between two days."""
    return [one for one in entries(viewer, begins(first), begins(end), **narrowed) if first <= one.day < end]
