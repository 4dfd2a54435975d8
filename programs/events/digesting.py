"""What the digest says of events: those the reader goes to, or may, in the days to come."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from members.digest.sections import Piece, Readers, Section, register
from programs.events.models import Attendance, Says, events, url_of
from programs.events.seeing import seers_of
from programs.series.occurrences import Occurrence
from programs.series.wording import Walls

if TYPE_CHECKING:
    from members.digest.sections import Chosen

AHEAD, MOST = timedelta(days=8), 3
type Found = tuple[dict[int, Occurrence], dict[tuple[int, int], Attendance]]
"""Events by number, answers by reader and event."""


class MyEvents(Section[Found]):
    """Events of the next days to which the reader answered."""

    key: ClassVar = "events"
    rank: ClassVar = 3
    place: ClassVar = 1
    title: ClassVar = gettext_lazy("Your events")
    why: ClassVar = gettext_lazy("You said that you come, or may.")
    counted: ClassVar = ngettext_lazy("%(count)d event of yours", "%(count)d events of yours", "count")
    carries: ClassVar = False

    def choose(self, readers: Readers) -> dict[int, list[int]]:
        """The next first."""
        chosen: dict[int, list[int]] = defaultdict(list)
        for row in self._rows(readers):
            if len(chosen[row.member_id]) < MOST and readers.take(row.member_id, ("occurrence", row.occurrence_id)):
                chosen[row.member_id].append(row.occurrence_id)
        return {pk: ids for pk, ids in chosen.items() if ids}

    def _rows(self, readers: Readers, **which: Any) -> list[Attendance]:
        now = timezone.now()
        coming = Occurrence.objects.taking_place().filter(starts_at__gt=now, starts_at__lte=now + AHEAD)
        rows = Attendance.objects.filter(member__in=list(readers.members), occurrence__in=coming).filter(**which)
        return list(rows.exclude(says=Says.NO).order_by("occurrence__starts_at", "pk"))

    def find(self, readers: Readers, chosen: Chosen) -> Found:
        """The events, and what each reader said, as far as they may see it now."""
        wanted = {pk for things in chosen.values() for pk in things}
        found = {one.pk: one for one in events(Occurrence.objects.filter(pk__in=wanted))}
        people = list(readers.members.values())
        seers = {pk: seers_of(one, people) for pk, one in found.items()}
        rows = self._rows(readers, occurrence__in=wanted)
        return found, {
            (row.member_id, row.occurrence_id): row
            for row in rows
            if row.occurrence_id in found and row.member_id in seers[row.occurrence_id]
        }

    def show(self, readers: Readers, chosen: Chosen, found: Found) -> dict[int, list[Piece]]:
        """When it is, and how one stands."""
        known, rows = found
        return {
            pk: pieces
            for pk, things in chosen.items()
            if (pieces := [_piece(known[one], rows[pk, one]) for one in things if (pk, one) in rows])
        }


def _piece(occurrence: Occurrence, row: Attendance) -> Piece:
    space = occurrence.program.space
    stands = _("You are on the waiting list") if row.is_waiting else row.get_says_display()
    return Piece(
        title=occurrence.name,
        url=url_of(occurrence),
        meta=f"{Walls(occurrence.starts_at, occurrence.program.zone).here} · {stands}",
        place=space.name if space is not None else "",
        hue=space.hue if space is not None else 0,
    )


register(MyEvents())
