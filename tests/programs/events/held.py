"""Events for tests: planned, to come or just over."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from programs.events.models import EventPlan, events
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.steps import set_steps

if TYPE_CHECKING:
    from members.profiles.models import Member

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def an_event(owner: Member, *, starts_in: timedelta = 10 * DAY, **said: Any) -> Occurrence:
    """One that begins so soon and takes an hour, planned; `said` is for its plan, or for the program."""
    of_plan = {field.name for field in EventPlan._meta.get_fields()}
    starts = timezone.now() + starts_in
    program = {"title": "Repair evening", "space": None, "is_public": True, "audience": None, "rule": "", "host": None}
    program |= {name: said[name] for name in said if name not in of_plan}
    host, local = program.pop("host"), timezone.localtime(starts)
    made = Program.objects.create(
        format="event", rhythm="monthly", serves="take-part", owner=owner, made_by=owner, begins=local.date(),
        at=local.time().replace(microsecond=0), zone=str(timezone.get_current_timezone()), minutes=60, **program,
    )  # fmt: skip
    EventPlan.objects.create(program=made, **{name: said[name] for name in said if name in of_plan})
    made.plan(by=owner)
    one = made.occurrences.order_by("starts_at").first()
    if one is None:  # what is over today is not laid out
        one = Occurrence.objects.create(program=made, day=local.date(), starts_at=starts, ends_at=starts + HOUR)
    if host is not None:
        Occurrence.objects.filter(pk=one.pk).update(host=host)
    at(one, starts)
    return again(one)


def at(occurrence: Occurrence, starts: datetime) -> None:
    """Let it begin at another moment, as if it had been planned so, with what the clock does for it."""
    Occurrence.objects.filter(pk=occurrence.pk).update(starts_at=starts, ends_at=starts + HOUR)
    set_steps([again(occurrence)])


def again(occurrence: Occurrence) -> Occurrence:
    """As it stands now."""
    found: Occurrence = events(Occurrence.objects.filter(pk=occurrence.pk)).get()
    return found
