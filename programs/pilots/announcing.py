"""Pilots as notices speak of them: what happened, who may know, how it looks in an inbox and a mail."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from community.surfaces import InSpaces
from members.notifications.notices import Happening, Shown, Told
from programs.contributions.announcing import seeing
from programs.pilots.addresses import board_of, feedback_of, page_of
from programs.pilots.models import PilotSeat, Stands
from programs.pilots.wording import look, told
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import Activity
    from members.notifications.models import MailItem, Notification

NOBODY = 0
"""Stands for who did it: the clock, or the managers as a whole."""
_BELOW = -(2**43)
"""Notices about pilots gather under numbers below this one, far from those of threads."""
STILL = {
    "pilot.asked": Stands.ASKED, "pilot.invited": Stands.INVITED, "pilot.joined": Stands.IN,
    "pilot.declined": Stands.DECLINED, "pilot.taken_out": Stands.TAKEN_OUT, "pilot.tasks_waited": Stands.IN,
    "pilot.feedback_waited": Stands.IN,
}  # fmt: skip
"""How somebody has to stand for it still to be told."""
TO_FEEDBACK = ("pilot_closing", "pilot_feedback")


class Pilots(InSpaces):
    """Pilots as a whole. The subject of every notice is an occurrence."""

    verbs = ("pilot.called", "pilot.begun", "pilot.closing_begun", "pilot.reported")

    def happening(self, activity: Activity) -> Happening | None:
        """The pilot; None if it takes place no more."""
        rows = Occurrence.objects.taking_place().select_related("program__space", "program__audience")
        one = rows.filter(pk=activity.subject_id or 0).first()
        if one is None:
            return None
        return Happening(NOBODY, one.pk, activity.at, _BELOW - one.pk, one.program.space_id, one)

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Who sees it."""
        return seeing(happening.thing, members)

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each opens the page; at its end the form."""
        found = self._found(viewer, {subject for row in rows for subject in row.subjects})
        return {
            row.pk: look(one, feedback_of(one) if row.kind in TO_FEEDBACK else page_of(one))
            for row in rows
            if row.subjects and (one := found.get(row.subjects[0])) is not None
        }

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """What it is about, and where."""
        kinds = {item.subject_id: item.kind for item in items}
        return {
            pk: told(
                pk, one, look(one, feedback_of(one) if kinds[pk] in TO_FEEDBACK else page_of(one)),
                one.about or one.program.about or one.name,
            )
            for pk, one in self._found(viewer, kinds).items()
        }  # fmt: skip

    def _found(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Occurrence]:
        rows = Occurrence.objects.visible_to(viewer).filter(pk__in=ids).select_related("program__space")
        return {one.pk: one for one in rows}


class Seats(InSpaces):
    """What concerns one person in a pilot: told to them, or to who looks after it. The subject is the seat."""

    verbs = tuple(STILL)

    def happening(self, activity: Activity) -> Happening | None:
        """The seat, as long as its member still stands so."""
        rows = PilotSeat.objects.filter(pk=activity.subject_id or 0, stands=STILL[activity.verb])
        one = rows.select_related("occurrence__program__space", "occurrence__program__owner").first()
        if one is None:
            return None
        pilot = one.occurrence
        return Happening(activity.actor_id or NOBODY, one.pk, activity.at, _BELOW - pilot.pk, pilot.program.space_id,
                         one)  # fmt: skip

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Who sees the pilot."""
        return seeing(happening.thing.occurrence, members)

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """For the member the pilot, with what was answered; for managers the board."""
        found = self._found(viewer, {subject for row in rows for subject in row.subjects})
        return {
            row.pk: look(one.occurrence, _url(one, row.kind, viewer), _words(one, row.kind))
            for row in rows
            if row.subjects and (one := found.get(row.subjects[-1])) is not None
        }

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """Which pilot it is, and what was answered."""
        kinds = {item.subject_id: item.kind for item in items}
        return {
            pk: told(
                pk, one.occurrence, look(one.occurrence, _url(one, kinds[pk], viewer)),
                _words(one, kinds[pk]) or one.occurrence.name,
            )
            for pk, one in self._found(viewer, kinds).items()
        }  # fmt: skip

    def _found(self, viewer: Viewer, ids: Collection[int]) -> dict[int, PilotSeat]:
        rows = PilotSeat.objects.filter(pk__in=ids, occurrence__in=Occurrence.objects.visible_to(viewer).values("pk"))
        if not (viewer.is_authenticated and viewer.is_manager):
            rows = rows.filter(member=viewer.pk)
        return {one.pk: one for one in rows.select_related("occurrence__program__space")}


def _url(one: PilotSeat, kind: str, viewer: Viewer) -> str:
    if kind == "pilot_asked":
        return board_of(one.occurrence)
    return feedback_of(one.occurrence) if kind in TO_FEEDBACK else page_of(one.occurrence)


def _words(one: PilotSeat, kind: str) -> str:
    if kind == "pilot_asked":
        return one.words
    return one.answer if kind in ("pilot_declined", "pilot_out") else ""
