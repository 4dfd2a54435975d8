"""What of the programs stands in the calendar of members, and where it leads them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from community.threads.models import Thread
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from config.lib.audience import Viewer


def in_calendar(viewer: Viewer) -> Any:
    """What takes place or was called off, of the public programs in spaces the viewer sees; one who manages, too."""
    rows = Occurrence.objects.in_calendar_of(viewer).filter(missed_at=None)
    return rows.select_related("program__space", "thread")


def with_places(rows: Collection[Occurrence], viewer: Viewer) -> None:
    """Forget the threads the viewer does not see: their addresses hold words of their titles. One query, if any."""
    asked = {row.thread_id for row in rows if row.thread_id is not None}
    seen: set[int] = set()
    if asked:
        there = Thread.objects.visible_to(viewer).filter(pk__in=asked, deleted_at=None, held_at=None)
        seen = set(there.values_list("pk", flat=True))
    for row in rows:
        if row.thread_id not in seen:
            row.thread = None


def facts_of(rows: Sequence[Occurrence], *, of_team: bool = False) -> dict[int, str]:
    """What the kinds say of these to all, or to the team, by number; as many queries as there are kinds that speak."""
    told = [row for row in rows if of_team or row.program.kind.facts_for_all]
    return {pk: said for some in _by_kind(told) for pk, said in some[0].program.kind.facts(some).items()}


def where_of(rows: Sequence[Occurrence]) -> dict[int, str]:
    """Where these take place that have a place, by number; as many queries as there are kinds that have places."""
    return {pk: place for some in _by_kind(rows) for pk, place in some[0].program.kind.where(some).items()}


def _by_kind(rows: Sequence[Occurrence]) -> Collection[list[Occurrence]]:
    kinds: dict[str, list[Occurrence]] = {}
    for row in rows:
        kinds.setdefault(row.program.format, []).append(row)
    return kinds.values()
