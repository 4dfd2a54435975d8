"""What is counted of events: who goes, who came, who came for the first time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, OuterRef, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programs.events.models import Attendance, EventDay, EventPlan, Says

if TYPE_CHECKING:
    from collections.abc import Sequence

    from programs.series.occurrences import Occurrence

HAS_PLACE = Q(seated_at__isnull=False)


@dataclass(frozen=True)
class Numbers:
    """How many of what. People, but for `places`, which are taken with guests, and `guests` themselves."""

    going: int = 0
    places: int = 0
    maybe: int = 0
    waiting: int = 0
    came: int = 0

    @property
    def guests(self) -> int:
        """Who comes along with members."""
        return self.places - self.going

    def free(self, capacity: int | None) -> int | None:
        """How many places are left, at least none; None: without end."""
        return None if capacity is None else max(0, capacity - self.places)


def numbers_of(ids: Collection[int]) -> dict[int, Numbers]:
    """The numbers of these events: one query for one as for all."""
    rows = Attendance.objects.filter(occurrence__in=ids).order_by().values("occurrence_id").annotate(
        going=Count("pk", filter=HAS_PLACE),
        taken=Sum(F("guests") + 1, filter=HAS_PLACE, default=0),
        maybe=Count("pk", filter=Q(says=Says.MAYBE)),
        waiting=Count("pk", filter=Q(says=Says.GOING, seated_at=None)),
        came=Count("pk", filter=Q(came_at__isnull=False)),
    )  # fmt: skip
    return {
        row["occurrence_id"]: Numbers(row["going"], row["taken"], row["maybe"], row["waiting"], row["came"])
        for row in rows
    }


def capacities_of(occurrences: Sequence[Occurrence]) -> dict[int, int | None]:
    """How many may come to each of these events, guests among them: two queries for one as for all."""
    own = EventDay.objects.filter(occurrence__in=[one.pk for one in occurrences], has_own_capacity=True)
    days = dict(own.values_list("occurrence", "capacity"))
    programs = {one.program_id for one in occurrences}
    plans = dict(EventPlan.objects.filter(program__in=programs).values_list("program", "capacity"))
    return {one.pk: days[one.pk] if one.pk in days else plans.get(one.program_id) for one in occurrences}


def facts_of(occurrences: Sequence[Occurrence]) -> dict[int, str]:
    """How many came, or go, of how many; that nobody goes yet is not said. At most three queries."""
    found = numbers_of([one.pk for one in occurrences])
    capacities = capacities_of([one for one in occurrences if one.pk in found])
    facts = {}
    for one in occurrences:
        numbers, capacity = found.get(one.pk, Numbers()), capacities.get(one.pk)
        if numbers.came:
            facts[one.pk] = ngettext("%(n)s came", "%(n)s came", numbers.came) % {"n": numbers.came}
        elif capacity is not None and numbers.places:
            facts[one.pk] = _("%(n)s of %(all)s places taken") % {"n": numbers.places, "all": capacity}
        elif numbers.going:
            facts[one.pk] = ngettext("%(n)s going", "%(n)s going", numbers.going) % {"n": numbers.going}
    return facts


@dataclass(frozen=True)
class Recap:
    """What came of an event."""

    came: int
    new: int
    """For how many it was the first event they came to."""
    no_shows: int


def recap_of(occurrence: Occurrence) -> Recap | None:
    """Who came; None where nobody looked. At most three queries."""
    rows = Attendance.objects.filter(occurrence=occurrence)
    came = rows.came()
    count = int(came.count())
    if not count:
        return None
    before = Attendance.objects.came().filter(member=OuterRef("member"), occurrence__starts_at__lt=occurrence.starts_at)
    return Recap(count, int(came.exclude(Exists(before)).count()), int(rows.missed().count()))
