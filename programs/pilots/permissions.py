"""Who may do what with a pilot. Views and templates ask the same; a refusal says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from members.profiles.models import Member
from members.profiles.refusing import Refusal, barred
from programs.pilots.models import Pilot, PilotSeat, Stands
from programs.pilots.phases import Phase, day_of, phase_of
from programs.pilots.terms import plan_of

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from programs.pilots.models import PilotTask
    from programs.series.occurrences import Occurrence


def may_manage(viewer: Viewer) -> Refusal | None:
    """Invite, answer, write tasks and the report: managers."""
    refusal = barred(viewer)
    if refusal is None and not (isinstance(viewer, Member) and viewer.is_manager):
        return Refusal(_("Community managers look after pilots."))
    return refusal


def is_meant_for(viewer: Viewer, occurrence: Occurrence) -> bool:
    """Whether the viewer belongs to those it is meant for; visitors do where it is meant for everybody."""
    audience = occurrence.program.audience
    if audience is None:
        return True
    return isinstance(viewer, Member) and bool(audience.people().filter(pk=viewer.pk).exists())


def takes_people(phase: Phase) -> Refusal | None:
    """Whether anybody can come in at this time."""
    if phase == Phase.OFF:
        return Refusal(_("This pilot does not take place."))
    if phase not in (Phase.INVITING, Phase.RUNNING):
        return Refusal(_("This pilot is over. Thank you for thinking of it."))
    return None


def free_places(occurrence: Occurrence) -> int:
    """How many places are left; below zero where fewer are offered than were given."""
    return plan_of(occurrence.program).places - int(PilotSeat.objects.of(occurrence).inside().count())


def has_place(occurrence: Occurrence) -> Refusal | None:
    """Whether one more can come in; under the lock of the occurrence where it counts."""
    return Refusal(_("All places are taken.")) if free_places(occurrence) <= 0 else None


def may_ask(viewer: Viewer, occurrence: Occurrence, pilot: Pilot | None, seat: PilotSeat | None) -> Refusal | None:
    """Ask to take part: those it is meant for, as long as there is a place."""
    refusal = barred(viewer) or takes_people(phase_of(occurrence, pilot))
    if refusal is not None:
        return refusal
    if not is_meant_for(viewer, occurrence):
        return Refusal(_("This pilot is meant for others."))
    if seat is not None and seat.stands in (Stands.DECLINED, Stands.TAKEN_OUT):
        return Refusal(_("It was decided that you do not take part in this one."))
    if seat is not None and seat.stands in (Stands.IN, Stands.INVITED):
        return Refusal(_("You need not ask: you are invited, or take part already."))
    return has_place(occurrence)


def may_be_in(member: Member, occurrence: Occurrence) -> Refusal | None:
    """Be taken in: somebody who can write, and sees the pilot."""
    if barred(member) is not None:
        return Refusal(_("%(name)s cannot take part at the moment.") % {"name": member.name})
    if not type(occurrence).objects.visible_to(member).filter(pk=occurrence.pk).exists():
        return Refusal(_("%(name)s does not see this pilot.") % {"name": member.name})
    return None


def may_answer(
    viewer: Viewer, occurrence: Occurrence, pilot: Pilot | None, seat: PilotSeat | None, task: PilotTask | None
) -> Refusal | None:
    """Say how a task went, or the whole: who takes part, from its day on until the report is published."""
    refusal = barred(viewer)
    if refusal is not None:
        return refusal
    if seat is None or not seat.is_in or seat.member_id != viewer.pk:
        return Refusal(_("Those who take part in it say how it went."))
    phase = phase_of(occurrence, pilot)
    if phase == Phase.OFF:
        return Refusal(_("This pilot does not take place."))
    if phase == Phase.REPORTED:
        return Refusal(_("The report is published, so what was said stands."))
    if phase == Phase.INVITING:
        return Refusal(_("This pilot has not begun yet."))
    if task is not None and task.day > day_of(occurrence):
        return Refusal(_("The day of this task has not come yet."))
    return None
