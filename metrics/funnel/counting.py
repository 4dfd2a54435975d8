"""How many of those who joined came to each step, and how long it took half of those who did.

Somebody came to a stage when the log says so, or when they stand at it or further now; who went back came there too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Sum

from metrics.rollups.days import begin_of
from metrics.visits.models import VisitDay

if TYPE_CHECKING:
    from members.segments.models import Segment
    from metrics.funnel.asking import Asked

_SQL = """
WITH who AS MATERIALIZED (
    SELECT a.member_id, a.at, a.source, s.stage
    FROM metrics_arrival AS a LEFT JOIN members_standing AS s ON s.member_id = a.member_id
    WHERE a.day >= %(first)s AND a.day <= %(end)s {whom}
), moved AS (
    SELECT l.subject_id AS member_id,
        min(l.at) FILTER (WHERE l.facts ->> 'after' IN ('activated', 'contributing', 'advocating')) AS activated_at,
        min(l.at) FILTER (WHERE l.facts ->> 'after' IN ('contributing', 'advocating')) AS contributing_at,
        min(l.at) FILTER (WHERE l.facts ->> 'after' = 'advocating') AS advocating_at
    FROM members_activity AS l
    WHERE l.verb = 'stage.changed' AND l.subject_type = 'members.member' AND l.at >= %(since)s
        AND l.subject_id IN (SELECT who.member_id FROM who)
    GROUP BY 1
), came AS (
    SELECT who.source, who.at, moved.activated_at, moved.contributing_at, moved.advocating_at,
        coalesce(who.stage = 'dormant', false) AS is_dormant,
        CASE
            WHEN moved.advocating_at IS NOT NULL OR who.stage = 'advocating' THEN 3
            WHEN moved.contributing_at IS NOT NULL OR who.stage = 'contributing' THEN 2
            WHEN moved.activated_at IS NOT NULL OR who.stage = 'activated' THEN 1
            ELSE 0
        END AS far
    FROM who LEFT JOIN moved ON moved.member_id = who.member_id
)
SELECT came.source, count(*), count(*) FILTER (WHERE far >= 1), count(*) FILTER (WHERE far >= 2),
    count(*) FILTER (WHERE far >= 3), count(*) FILTER (WHERE is_dormant),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM activated_at - at)),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM contributing_at - at)),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM advocating_at - at)),
    count(activated_at), count(contributing_at), count(advocating_at)
FROM came
GROUP BY GROUPING SETS ((came.source), ())
"""


@dataclass(frozen=True)
class Counted:
    """Of some people: how many came to each step (joined, activated, contributing, advocating)."""

    came: tuple[int, int, int, int] = (0, 0, 0, 0)
    dormant: int = 0
    hours: tuple[float | None, float | None, float | None, float | None] = (None,) * 4
    """Hours after joining within which half of those who came did, as far as the log knows when."""
    timed: tuple[int, int, int, int] = (0, 0, 0, 0)
    """Of how many the log knows when."""


@dataclass(frozen=True)
class Counts:
    """Everybody together, and by how they came."""

    whole: Counted
    by_source: dict[str, Counted]

    def of(self, source: str) -> Counted:
        """Of one source, or (no source) of everybody."""
        return self.by_source.get(source, Counted()) if source else self.whole


@dataclass(frozen=True)
class Visits:
    """Visits of people who were not signed in, once a day each; and on how many of the days they were counted."""

    people: int = 0
    days: int = 0


def visits(asked: Asked) -> Visits:
    """Visits in the period, of the whole community: who looks in has no source, and is in no segment; one query."""
    counted = VisitDay.objects.filter(space=None, day__gte=asked.first, day__lte=asked.end)
    found = counted.aggregate(people=Sum("visitors"), days=Count("day"))
    return Visits(found["people"] or 0, found["days"])


def count(asked: Asked) -> Counts:
    """The numbers of those who joined in the period, of a segment if one is asked for; one query."""
    given: dict[str, Any] = {"first": asked.first, "end": asked.end, "since": begin_of(asked.first)}
    whom = ""
    if asked.segment is not None:
        whom, more = _within(asked.segment)
        given |= more
    with connection.cursor() as cursor:
        cursor.execute(_SQL.format(whom=whom), given)
        found = {row[0]: _counted(row[1:]) for row in cursor.fetchall()}
    return Counts(found.pop(None, Counted()), found)


def _within(segment: Segment) -> tuple[str, dict[str, Any]]:
    """The condition that somebody is in a segment, with its values; nobody is in one that cannot be asked."""
    try:
        people, values = segment.people().order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return "AND false", {}
    names = {f"whom_{number}": value for number, value in enumerate(values)}
    return f"AND a.member_id IN ({people % tuple(f'%({name})s' for name in names)})", names


def _counted(row: tuple[Any, ...]) -> Counted:
    joined, one, two, three, dormant, *rest = row
    hours = [None if seconds is None else max(0.0, float(seconds) / 3600) for seconds in rest[:3]]
    return Counted((joined, one, two, three), dormant, (None, *hours), (joined, *rest[3:]))  # type: ignore[arg-type]
