"""What the measures over threads have in common: which threads they count, and the moment a window is over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, override

from django.db.models import OuterRef, Q, Subquery, Sum

from community.spaces.models import Made
from metrics.measures.first_reply import opened
from metrics.measures.measure import Measure
from metrics.measures.survival import QUESTIONS, WAITING_KINDS
from metrics.rollups.days import end_of
from metrics.rollups.models import MemberDay

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from metrics.measures.measure import Cut

OPENED = """
    FROM ends
    CROSS JOIN LATERAL (SELECT (ends.day + 1)::timestamp AT TIME ZONE %(zone)s AS over) AS moment
    JOIN metrics_opening AS o ON o.day > ends.day - %(days)s AND o.day <= ends.day
"""
"""Threads opened in each window, and when it is over; a condition may follow."""


class TalkMeasure(Measure):
    """A measure whose SQL may read the community's zone and the kinds of threads."""

    @override
    def more(self) -> dict[str, Any]:
        """The kinds that are opened for an answer, and those that programs open."""
        return {"kinds": list(WAITING_KINDS), "opened_by_programs": Made.values}


def questions_without(field: str, end: date, days: int, cut: Cut | None) -> QuerySet[Any]:
    """Questions of members opened in the period that had nothing in this field when it was over, and wait still."""
    nothing = Q(**{f"opening__{field}": None}) | Q(**{f"opening__{field}__gte": end_of(end)})
    found: QuerySet[Any] = opened(end, days, cut).filter(
        nothing, opening__kind__in=QUESTIONS, opening__by_staff=False, opening__ended_at=None
    )
    return found


def with_posts(people: QuerySet[Any], end: date, days: int, cut: Cut | None) -> QuerySet[Any]:
    """Members with `began` and `replied`: how many threads and replies of theirs stand; None for who did nothing."""
    rows = MemberDay.objects.filter(member=OuterRef("pk"), day__gt=end - timedelta(days=days), day__lte=end)
    if cut is not None and cut.space is not None:
        rows = rows.filter(space=cut.space)
    each = rows.order_by().values("member")
    began, replied = (each.annotate(n=Sum(name)).values("n") for name in ("threads", "replies"))
    found: QuerySet[Any] = people.annotate(began=Subquery(began), replied=Subquery(replied))
    return found
