"""Reminders: each open task once, one message a person and day, and once for the feedback at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member
from programs.pilots.models import PilotAnswer, PilotSeat, PilotSeatQuerySet, PilotTask
from programs.pilots.phases import DAY, begins_at
from programs.pilots.terms import plan_of
from programs.series.formats import Due
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from datetime import datetime

STEP = "tasks-"
"""How the keys of steps begin that remind of the tasks of a day."""


def reminders(occurrence: Occurrence) -> list[Due]:
    """A day after the tasks of a day were given; those of the last day are asked for when it closes."""
    days = PilotTask.objects.filter(occurrence=occurrence).order_by("day").values_list("day", flat=True).distinct()
    found = [(day, begins_at(occurrence, day + 1)) for day in days]
    return [Due(f"{STEP}{day}", at, at + DAY * 0.8) for day, at in found if at <= occurrence.ends_at - DAY * 0.5]


def feedback_at(occurrence: Occurrence) -> datetime:
    """When whoever has not said how the whole went is reminded: halfway to the report."""
    at: datetime = occurrence.ends_at + plan_of(occurrence.program).feedback_days * DAY / 2
    return at


def remind_of_tasks(occurrence: Occurrence, day: int) -> None:
    """One message to each who has an open task of this day, or of one before that nobody was reminded of.

    Where the day was moved on since, nothing: another step is due then. Nothing either where people hear only now that
    it has begun, or that it is over: that is said in the same moment, as after an outage.
    """
    due, now = begins_at(occurrence, day + 1), timezone.now()
    if due > now or occurrence.ends_at <= now or (occurrence.opened_at is not None and occurrence.opened_at >= due):
        return
    late = PilotTask.objects.filter(occurrence=occurrence, day__lte=day, day__gt=OuterRef("reminded_day"))
    answered = PilotAnswer.objects.filter(seat=OuterRef(OuterRef("pk")), task=OuterRef("pk"))
    seats = PilotSeat.objects.of(occurrence).inside().filter(reminded_day__lt=day)
    open_ = late.filter(~Exists(answered))
    for seat in _reachable(seats).filter(Exists(open_)).select_for_update(of=("self",), no_key=True).order_by("pk"):
        record("pilot.tasks_waited", subject=seat, occurrence=occurrence.pk, day=day)
    seats.update(reminded_day=day)


def remind_of_feedback(occurrence: Occurrence) -> None:
    """One message to each who has not said how the whole went; none where they were asked only after that was due."""
    if occurrence.closed_at is not None and occurrence.closed_at >= feedback_at(occurrence):
        return
    given = PilotAnswer.objects.filter(seat=OuterRef("pk"), task=None)
    for seat in _reachable(PilotSeat.objects.of(occurrence).inside()).filter(~Exists(given)).order_by("pk"):
        record("pilot.feedback_waited", subject=seat, occurrence=occurrence.pk)


def _reachable(seats: PilotSeatQuerySet) -> PilotSeatQuerySet:
    return seats.filter(member__in=Member.objects.present().values("pk"))
