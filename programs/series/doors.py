"""What took place behind a door is read by those who may come in there, also where its program goes elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from community.spaces.seeing import CLOSEDNESS, Visibility
from programs.series.telling import counting_on

if TYPE_CHECKING:
    from datetime import date

    from community.spaces.models import Space
    from programs.series.models import Program


def opens_a_door(program: Program, space: Space | None, *, since: date | None = None) -> bool:
    """Whether others than now would read what was said for a program, or for its dates from a day on, in that space.

    Pages of a date are read by who sees the space of its program. At most three queries.
    """
    before = program.space
    if before is None or before == space or program.planned_at is None:
        return False
    now, then = CLOSEDNESS[before.visibility], CLOSEDNESS[space.visibility] if space is not None else 0
    if then > now or (then == now and before.visibility != Visibility.PRIVATE):
        return False
    rows = program.occurrences.select_related("program")
    rows = rows.filter(day__gte=since) if since is not None else rows
    return rows.filter(opened_at__isnull=False).exists() or bool(counting_on(list(rows)))
