"""How many members take part on an average day, in an average week, in an average month."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from metrics.measures.acting import did
from metrics.measures.measure import Cut, Measure, Unit

if TYPE_CHECKING:
    from members.profiles.models import MemberQuerySet

MONTH_DAYS = 28
"""A month of measures: four whole weeks, so that each has as many weekends as any other."""


class AverageOfParts(Measure):
    """Distinct members in each of the parts of the period, all equally long, counted back from its last day.

    Only whole parts count, and none that lie before the first member joined: a young community is not made small by
    days on which nobody was there yet. There is always one part, also when it is not whole yet.
    """

    unit = Unit.NUMBER
    length: ClassVar[int]
    """Days of a part."""
    sql = """
    SELECT ends.day, acting.space, coalesce(acting.times, 0)::float / span.parts, span.parts,
        coalesce(acting.people, 0)
    FROM ends
    CROSS JOIN (SELECT min(day) AS day FROM metrics_arrival) AS begun
    CROSS JOIN LATERAL (
        SELECT greatest(1, least(%(days)s, ends.day - begun.day + 1) / %(length)s) AS parts
    ) AS span
    LEFT JOIN LATERAL (
        SELECT met.space, count(*) AS times, count(DISTINCT met.member_id) AS people
        FROM (
            SELECT DISTINCT {by:d.space_id} AS space, (ends.day - d.day) / %(length)s AS part, d.member_id
            FROM metrics_memberday AS d
            WHERE d.day > ends.day - span.parts * %(length)s AND d.day <= ends.day {space:d} {whom:d.member_id}
        ) AS met
        GROUP BY met.space
    ) AS acting ON true
    WHERE begun.day <= ends.day
    """

    def more(self) -> dict[str, Any]:
        """The length of a part."""
        return {"length": self.length}

    def behind(self, end: date, days: int, cut: Cut | None = None) -> MemberQuerySet:
        """Members who took part in the period before and not in this one, the last seen first."""
        return fallen_silent(end, days, cut or Cut())


def fallen_silent(end: date, days: int, cut: Cut, *, wrote: bool = False) -> MemberQuerySet:
    """Who did something (or wrote) in the period before this one and not in this one, the last seen first."""
    before = did(end - timedelta(days=days), days, cut, wrote=wrote)
    return cut.members.filter(before, ~did(end, days, cut, wrote=wrote)).order_by("-last_seen_at", "pk")
