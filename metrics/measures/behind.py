"""Who or what is behind a number, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from community.threads.models import Thread
from config.lib.cursors import Cursor, cursor_from
from members.profiles.models import Member
from members.segments.counting import LONGEST_MARK, Listing, TookTooLong, in_time, listing, too_long

if TYPE_CHECKING:
    from metrics.measures.asking import Asked
    from metrics.measures.measure import Measure

PAGE = 20


@dataclass(frozen=True)
class Threads:
    """A page of threads; `next` is the end of the address of the next one."""

    rows: list[Thread]
    next: str = ""
    problem: str = ""


def threads_behind(measure: Measure, asked: Asked, viewer: Member, after: str) -> Threads | None:
    """Those the viewer may read, the longest there first; None where the measure leads to people.

    Raises Http404 for a mark no page of ours links to.
    """
    found = measure.behind(asked.end, asked.days, asked.cut)
    if not issubclass(found.model, Thread):
        return None
    seen = Thread.objects.filter(pk__in=found.order_by().values("pk")).visible_to(viewer).listed()
    ordered = seen.order_by("created_at", "pk").for_listing()
    mark = cursor_from(after[:LONGEST_MARK])
    try:
        with in_time():
            rows = list((mark.above(ordered, "created_at") if mark else ordered)[: PAGE + 1])
    except TookTooLong:
        return Threads([], problem=too_long())
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return Threads(rows[:PAGE], f"{asked.query}&after={Cursor(last.created_at, last.pk)}" if last else "")


def people_behind(measure: Measure, asked: Asked, after: str) -> Listing:
    """Members as managers see them, by name."""
    found = measure.behind(asked.end, asked.days, asked.cut)
    people = Member.objects.present().filter(pk__in=found.order_by().values("pk"))
    return listing(people, after, asked.pairs)
