"""By when a case is due: so many hours, or so many hours in which somebody is on duty."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from moderation.review import due
from moderation.rota.settings import RotaSettings
from moderation.rota.shifts import Shift

LONGEST_WAIT = timedelta(days=7)
"""Nothing is due more than this after its plain time, however thin the rota is."""

type Span = tuple[datetime, datetime]


def due_on_duty(came_at: datetime, within: timedelta, shifts: Iterable[Span]) -> datetime:
    """When so much time of these shifts has gone by since a moment; behind the last shift every hour counts.

    Never before `came_at + within`, at most seven days after it, and never earlier for what came later.
    """
    left, moment = within, came_at
    for start, end in _joined(shifts):
        if end <= moment:
            continue
        moment = max(moment, start)
        if end - moment >= left:
            break
        left -= end - moment
        moment = end
    return min(moment + left, came_at + within + LONGEST_WAIT)


def _joined(shifts: Iterable[Span]) -> list[Span]:
    """The same times without overlaps, in order."""
    found: list[Span] = []
    for start, end in sorted(shifts):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def due_by_rota(came_at: datetime, severity: int, appeal: bool) -> datetime:
    """By when a case is due, as managers chose and as the rota stands now."""
    within, on_duty = RotaSettings.current().within(severity, appeal=appeal)
    if not on_duty:
        return came_at + within
    ahead = Shift.objects.standing().filter(ends_at__gt=came_at)
    return due_on_duty(came_at, within, ahead.values_list("starts_at", "ends_at"))


due.hours(due_by_rota)
