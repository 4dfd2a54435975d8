"""Laying out: the occurrences of a program for two years ahead, as rows, so that calendars read and never compute."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from programs.series.hosting import fill_turns
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.recurring import moment
from programs.series.steps import Step, set_steps
from programs.series.telling import counting_on, record_moved

if TYPE_CHECKING:
    from members.profiles.models import Member

AHEAD = timedelta(days=731)
AGAIN_WHEN_LEFT = timedelta(days=700)
NEAR = timedelta(days=3)
"""An occurrence whose day the rule leaves goes along to a new day as near as this, with all who said they come."""


def lay_out(program: Program, *, today: date | None = None, by: Member | None = None) -> None:
    """Make the rows say what the program says, with what the clock does for each; inside a transaction.

    `by` changed what the program says: whoever counts on a date that moves with it is told.

    What has begun, was called off, was moved or added by hand stays as it is. What would have begun before today is not
    made: a plan does not open the threads of last year.
    """
    today = today or timezone.localdate()
    until = today + AHEAD
    days = set(program.recurrence.days(since=today, until=until))
    rows = list(program.occurrences.select_for_update(no_key=True).filter(day__gte=today - NEAR).order_by("day"))
    have = {row.day for row in rows}
    changed = _carry(program, [row for row in rows if row.day not in days and _is_free(row)], sorted(days - have))
    kept = [row for row in rows if row.day in have & days and _is_free(row) and row.moved_at is None]
    changed += [row for row in kept if _timed(program, row)]
    Occurrence.objects.bulk_update(changed, ["day", "starts_at", "ends_at", "sequence"], batch_size=500)
    _drop([row for row in rows if row.day not in days and row.day >= today and _is_free(row)])
    made = [_new(program, day) for day in sorted(days - {row.day for row in rows})]
    Occurrence.objects.bulk_create(made, batch_size=1000)
    set_steps([*made, *changed])
    fill_turns(program)
    if by is not None:
        record_moved(changed, by=by)
    program.laid_out_until = until
    program.save(update_fields=["laid_out_until"])


def _is_free(row: Occurrence) -> bool:
    """Whether the rule decides about it: it has not begun, and nobody added it beside the rule."""
    return row.is_to_come and row.added_at is None and row.starts_at > timezone.now()


def _new(program: Program, day: date) -> Occurrence:
    starts_at = moment(day, program.at, program.zone)
    return Occurrence(program=program, day=day, starts_at=starts_at, ends_at=starts_at + program.lasts)


def _carry(program: Program, rows: list[Occurrence], days: list[date]) -> list[Occurrence]:
    """Take rows whose day is gone along to the new day that is nearest, each to another one."""
    carried = []
    for row in rows:
        near = [day for day in days if abs(day - row.day) <= NEAR]
        if near:
            row.day = min(near, key=lambda day: abs(day - row.day))
            days.remove(row.day)
            _timed(program, row)
            carried.append(row)
    return carried


def _timed(program: Program, row: Occurrence) -> bool:
    """Give a row the time that the program says; whether that changes it."""
    starts_at = moment(row.day, program.at, program.zone)
    times: tuple[datetime, datetime] = (starts_at, starts_at + program.lasts)
    if (row.starts_at, row.ends_at) == times:
        return False
    row.starts_at, row.ends_at = times
    row.sequence += 1
    return True


def _drop(rows: list[Occurrence]) -> None:
    """Nothing is left of what the rule has no more, unless the clock acted or somebody counts on it: that is told."""
    done = set(Step.objects.filter(occurrence__in=rows, done_at__isnull=False).values_list("occurrence_id", flat=True))
    is_awaited = bool(counting_on(rows))
    for row in rows:
        if row.pk in done or (is_awaited and counting_on([row])):
            row.call_off(by=None, together=True)
        else:
            row.delete()


def lay_out_next() -> int:
    """Go on with the programs whose rows end too soon. Returns with how many."""
    edge = timezone.localdate() + AGAIN_WHEN_LEFT
    waiting = list(Program.objects.running().filter(laid_out_until__lt=edge).values_list("pk", flat=True))
    for pk in waiting:
        with transaction.atomic():
            lay_out(Program.objects.select_for_update(no_key=True).get(pk=pk))
    return len(waiting)
