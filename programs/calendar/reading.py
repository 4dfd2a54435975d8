"""What stands in a part of the calendar: read at once, with as many queries for two years of it as for a week."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

from programs.calendar.filters import Filters
from programs.calendar.seeing import facts_of
from programs.series.models import Program
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from members.profiles.models import Member

LIGHT = ("program_id", "day", "starts_at", "ends_at", "title", "opened_at", "closed_at", "called_off_at", "missed_at",
         "host_id", "thread_id")  # fmt: skip


@dataclass(frozen=True)
class Item:
    """One occurrence as the calendar shows it."""

    one: Occurrence
    now: datetime
    fact: str = ""

    @property
    def day(self) -> date:
        """On which day it begins, on the wall of whoever looks."""
        return timezone.localtime(self.one.starts_at).date()

    @property
    def last_day(self) -> date:
        """On which day it ends; what ends at midnight ends with the day before."""
        return max(self.day, timezone.localtime(self.one.ends_at - timedelta(microseconds=1)).date())

    @property
    def is_past(self) -> bool:
        """Whether it is over, or will not be."""
        return self.one.ends_at <= self.now or not self.takes_place

    @property
    def takes_place(self) -> bool:
        """Whether it was neither called off nor missed."""
        return self.one.called_off_at is None and self.one.missed_at is None

    @property
    def may_move(self) -> bool:
        """Whether it has not begun."""
        return self.one.is_to_come and self.one.starts_at > self.now

    @property
    def url(self) -> str:
        """Its page for the team."""
        return reverse("occurrence", args=[self.one.pk])

    @property
    def move_url(self) -> str:
        """Where it is moved."""
        return reverse("program_move", args=[self.one.pk])


@dataclass(frozen=True)
class Shelf:
    """Programs the viewer sees, and what of them falls into a time."""

    programs: dict[int, Program]
    items: list[Item]
    filters: Filters = field(default_factory=Filters)

    @property
    def drafts(self) -> list[Program]:
        """What was begun to be planned, by its first day."""
        drafts = [one for one in self.programs.values() if one.is_draft and self.filters.fits(one)]
        return sorted(drafts, key=lambda one: (one.begins, one.pk))

    def with_facts(self) -> Shelf:
        """The same with what the kinds say of each."""
        return replace(self, items=with_facts(self.items))

    @property
    def owners(self) -> int:
        """How many people look after what stands there."""
        return len({item.one.program.owner_id for item in self.items} - {None})


def programs_of(viewer: Member) -> dict[int, Program]:
    """The programs the viewer manages, with owner, space and audience: one query."""
    rows = Program.objects.visible_to(viewer).select_related("owner", "space", "audience").order_by("pk")
    return {one.pk: one for one in rows}


def shelf(
    viewer: Member, since: datetime, until: datetime, filters: Filters, *, also_called_off: bool = False
) -> Shelf:
    """What stands between two moments, in order: two queries."""
    programs = programs_of(viewer)
    wanted = [pk for pk, one in programs.items() if filters.fits(one) and not one.is_draft]
    rows: Any = Occurrence.objects.between(since, until).filter(program__in=wanted).only(*LIGHT)
    if not also_called_off:
        rows = rows.taking_place()
    return Shelf(programs, items_of(rows, programs), filters)


def items_of(rows: Iterable[Occurrence], programs: dict[int, Program]) -> list[Item]:
    """Occurrences with their programs."""
    now, found = timezone.now(), []
    for row in rows:
        row.program = programs[row.program_id]
        found.append(Item(row, now))
    return found


def with_facts(items: Sequence[Item]) -> list[Item]:
    """The same with what their kinds say of them."""
    facts = facts_of([item.one for item in items], of_team=True)
    return [Item(item.one, item.now, facts.get(item.one.pk, "")) for item in items]
