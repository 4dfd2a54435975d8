"""Pilots for tests: inviting, running, over, with tasks and people."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from programs.pilots.answering import Said, answer
from programs.pilots.joining import ask, invite, join
from programs.pilots.models import PilotPlan, PilotSeat, PilotTask
from programs.pilots.terms import Terms
from programs.series.occurrences import Occurrence
from tests.programs.planned import a_program

if TYPE_CHECKING:
    from community.spaces.models import Space
    from members.profiles.models import Member

DAYS = 10


def a_pilot(
    owner: Member, space: Space | None, *, day: int = 0, over: bool = False, tasks: int = 3, **said: Any
) -> Occurrence:
    """A pilot of ten days: inviting, on one of its days, or over since yesterday; `said` are its terms."""
    program = a_program(
        owner, format="pilot", title="The tool library on wheels", space=space, rule="", minutes=60 * 24 * DAYS,
        about="We try it out together.", plan=False, goal_number=5,
    )  # fmt: skip
    terms = Terms(**{"tried": "A cart with tools that goes from house to house.", **said})
    PilotPlan.objects.create(program=program, terms=terms.kept())
    program.plan(by=owner)
    found: Occurrence = Occurrence.objects.for_page().get(program=program)
    for number in range(1, tasks + 1):
        PilotTask.objects.create(occurrence=found, day=number, title=f"Task {number}", words="Take the cart out.")
    begins(found, day=DAYS + 1 if over else day)
    again: Occurrence = Occurrence.objects.for_page().get(program=program)
    return again


def begins(pilot: Occurrence, *, day: int) -> None:
    """Let it be this day of it: 0 is before it begins, one more than it has is after its end."""
    if day:
        starts = timezone.now() - timedelta(days=day, hours=-12)
        closed = timezone.now() if day > DAYS else None
        Occurrence.objects.filter(pk=pilot.pk).update(
            starts_at=starts, ends_at=starts + timedelta(days=DAYS), opened_at=starts, closed_at=closed
        )
        pilot.refresh_from_db()


def inside(pilot: Occurrence, member: Member, *, by: Member) -> PilotSeat:
    """Somebody who takes part."""
    invite(pilot, member, by=by)
    join(pilot, by=member)
    found: PilotSeat = PilotSeat.objects.get(occurrence=pilot, member=member)
    return found


def asking(pilot: Occurrence, member: Member, words: str = "I have a shed.") -> PilotSeat:
    """Somebody who asks."""
    ask(pilot, words, by=member)
    found: PilotSeat = PilotSeat.objects.get(occurrence=pilot, member=member)
    return found


def says(pilot: Occurrence, by: Member, number: int = 1, **said: Any) -> None:
    """What somebody says of a task; 0: of the whole."""
    task = PilotTask.objects.get(occurrence=pilot, day=number) if number else None
    answer(pilot, task, Said(**{"rating": 4, **said}), by=by)
