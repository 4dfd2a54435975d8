"""The pilots a reader takes part in, with how many tasks are open, in the digest."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from members.digest.sections import Piece, Section, register
from programs.pilots.addresses import page_of
from programs.pilots.models import PilotAnswer, PilotSeat, PilotTask
from programs.pilots.phases import day_of
from programs.series.hearing import Still, seen_still, spaces_of_each
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from members.digest.sections import Chosen, Readers

MOST = 2


@dataclass(frozen=True)
class Said:
    """The pilots by number, those each reader is in and sees still, and how many tasks each has open."""

    pilots: dict[int, Occurrence]
    still: Still
    left: dict[tuple[int, int], int]


class RunningPilots(Section[Said]):
    """Pilots that run, for those who take part in them."""

    key: ClassVar = "pilots"
    rank: ClassVar = 4
    place: ClassVar = 4
    title: ClassVar = gettext_lazy("Your pilot")
    why: ClassVar = gettext_lazy("You take part in it, and it goes on.")
    counted: ClassVar = ngettext_lazy("%(count)d pilot goes on", "%(count)d pilots go on", "count")
    look: ClassVar = "you"
    carries: ClassVar = False

    def choose(self, readers: Readers) -> dict[int, list[int]]:
        """Those they are in and still see, and which go on."""
        rows = PilotSeat.objects.inside().filter(
            member__in=list(readers.members), occurrence__opened_at__isnull=False, occurrence__closed_at=None,
            occurrence__ends_at__gt=timezone.now(), occurrence__program__is_public=True,
        )  # fmt: skip
        taking = rows.order_by("occurrence__ends_at", "pk")
        sees, chosen = readers.once(spaces_of_each), defaultdict[int, list[int]](list)
        for member, occurrence, space in taking.values_list("member", "occurrence", "occurrence__program__space"):
            if (space is None or space in sees[member]) and len(chosen[member]) < MOST:
                chosen[member].append(occurrence)
        return dict(chosen)

    def find(self, readers: Readers, chosen: Chosen) -> Said:
        """The pilots of those who are in them still, and what of the tasks so far each has not answered."""
        wanted = {pk for those in chosen.values() for pk in those}
        pilots = Occurrence.objects.filter(pk__in=wanted).select_related("program__space").in_bulk()
        seats = PilotSeat.objects.inside().filter(occurrence__in=wanted, member__in=list(chosen))
        inside = set(seats.values_list("member", "occurrence"))
        seen = seen_still(readers, chosen, {pk: one.program for pk, one in pilots.items()})
        still = {reader: [pk for pk in those if (reader, pk) in inside] for reader, those in seen.items()}
        tasks = PilotTask.objects.filter(occurrence__in=wanted)
        given = [task for task in tasks if task.day <= day_of(pilots[task.occurrence_id])]
        answers = PilotAnswer.objects.filter(task__in=[task.pk for task in given], seat__member__in=list(chosen))
        said = set(answers.values_list("seat__member", "task"))
        left: dict[tuple[int, int], int] = defaultdict(int)
        for reader, those in chosen.items():
            for task in given:
                if task.occurrence_id in those and (reader, task.pk) not in said:
                    left[reader, task.occurrence_id] += 1
        return Said(pilots, still, dict(left))

    def show(self, readers: Readers, chosen: Chosen, found: Said) -> dict[int, list[Piece]]:
        """Each with the reader's own number."""
        return {
            reader: [_piece(found.pilots[pk], found.left.get((reader, pk), 0)) for pk in found.still[reader]]
            for reader in chosen
            if found.still.get(reader)
        }


def _piece(one: Occurrence, left: int) -> Piece:
    space = one.program.space
    words = ngettext("%(n)d task is open", "%(n)d tasks are open", left) % {"n": left} if left else ""
    return Piece(
        title=one.name, url=page_of(one), meta=words, place=space.name if space else "",
        hue=space.hue if space else 0, action=_("Say how it went") if left else "",
    )  # fmt: skip


register(RunningPilots())
