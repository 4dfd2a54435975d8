"""The kind "call for contributions": opened and closed by the clock, decided by editors."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.activity.log import record
from members.profiles.models import Member
from programs.contributions.addresses import desk_of, page_of
from programs.contributions.models import CallPlan, Contribution, State
from programs.contributions.permissions import edits
from programs.contributions.planning import CallDetails
from programs.contributions.showing import came_in
from programs.contributions.terms import KEY, Terms, plan_of
from programs.series.formats import CannotNow, Door, Format, Heard, register
from programs.series.measures import Goal, Rhythm, Serves

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from config.lib.audience import Viewer
    from members.profiles.models import MemberQuerySet
    from programs.series.models import Program
    from programs.series.occurrences import Occurrence


class Calling(Format):
    """Members write stories and guides; editors go over them and publish them with credit."""

    key = KEY
    noun = gettext_lazy("Call for contributions")
    icon = "pencil"
    sentence = gettext_lazy("Members send stories and guides; editors ask for changes and publish them with credit.")
    rhythm = Rhythm.QUARTERLY
    serves = Serves.TAKE_PART
    minutes = 60 * 24 * 21
    goals: ClassVar[tuple[str, ...]] = (Goal.ENTRIES, Goal.PEOPLE, Goal.NEWCOMERS, Goal.OWN)
    details = CallDetails

    def open(self, occurrence: Occurrence) -> None:
        """Members can send what they write. Raises CannotNow without a space to publish in."""
        if occurrence.program.space is None:
            raise CannotNow(_("Say in which space it is published."))
        record("contribution.called", actor=None, subject=occurrence)

    def heard(self, key: str, occurrence: Occurrence) -> Heard | None:
        """For whom it is meant: that it is open."""
        return Heard("contribution.called", occurrence) if key == "open" else None

    def url(self, occurrence: Occurrence) -> str:
        """The page of the call."""
        return page_of(occurrence)

    def concerned(self, occurrences: Sequence[Occurrence]) -> MemberQuerySet:
        """Who writes for it."""
        return Member.objects.present().filter(
            pk__in=Contribution.objects.filter(occurrence__in=occurrences).values("author")
        )

    def carried(self, program: Program, later: Program) -> None:
        """What is asked for goes along."""
        CallPlan.objects.get_or_create(program=later, defaults={"terms": plan_of(program).kept()})

    def facts(self, occurrences: Sequence[Occurrence]) -> dict[int, str]:
        """How many are in, of how many: two queries for all."""
        counted = came_in(occurrences)
        programs = {one.program_id for one in occurrences}
        terms = {
            plan.program_id: Terms.of(plan.terms) for plan in CallPlan.objects.filter(program__in=programs)
        }  # fmt: skip
        return {
            one.pk: _fact(terms.get(one.program_id, Terms()), counted[one.pk])
            for one in occurrences
            if counted.get(one.pk)
        }

    def doors(self, occurrence: Occurrence, viewer: Viewer) -> list[Door]:
        """The editors' desk."""
        if not edits(viewer, occurrence):
            return []
        return [Door(_("Contributions"), desk_of(occurrence), "list-checks")]

    def counted(self, occurrence: Occurrence, goal: str) -> int | None:
        """What is in; how many wrote it; and for how many of those it was the first time."""
        rows = Contribution.objects.here().filter(occurrence=occurrence)
        if goal == Goal.ENTRIES:
            return int(rows.count())
        people = rows.exclude(author=None).values("author").distinct()
        if goal == Goal.PEOPLE:
            return int(people.count())
        if goal == Goal.NEWCOMERS:
            earlier = Contribution.objects.filter(
                author__in=people, occurrence__starts_at__lt=occurrence.starts_at
            ).exclude(state=State.DRAFT)
            return int(people.count()) - int(earlier.values("author").distinct().count())
        return None

    def took_part(self, occurrences: Collection[int]) -> set[tuple[int, int]]:
        """Who sent something."""
        rows = Contribution.objects.here().filter(occurrence__in=occurrences, author__isnull=False)
        return set(rows.values_list("occurrence_id", "author_id"))


def _fact(terms: Terms, n: int) -> str:
    if terms.wanted:
        return ngettext("%(n)d of %(all)d in", "%(n)d of %(all)d in", terms.wanted) % {"n": n, "all": terms.wanted}
    return ngettext("%(n)d contribution in", "%(n)d contributions in", n) % {"n": n}


register(Calling())
