"""How far an experiment is, and how many more days it needs: from how many met it, never from what they did."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection
from django.utils import timezone

from metrics.experiments.outcomes import counted_until
from metrics.rollups.days import yesterday

if TYPE_CHECKING:
    from collections.abc import Iterable

    from metrics.experiments.models import Plan

PACE_DAYS = 28
"""The pace is that of the last four weeks, or since the start."""
TOO_LONG = 730
"""From two years on, no number of days is told."""

SQL = """
SELECT p.id, count(a.id), count(a.id) FILTER (WHERE met.day + p.days <= %(until)s),
    count(a.id) FILTER (WHERE met.day > %(until)s - %(pace)s AND met.day <= %(until)s),
    (array_agg(met.day ORDER BY met.day))[p.people]
FROM metrics_plan AS p
LEFT JOIN members_assignment AS a ON a.experiment_id = p.experiment_id
    AND (a.variant_id IS NOT NULL OR p.against_id IS NULL)
LEFT JOIN LATERAL (SELECT (a.at AT TIME ZONE %(zone)s)::date AS day) AS met ON true
WHERE p.id = ANY(%(plans)s) GROUP BY p.id
"""


@dataclass(frozen=True)
class Progress:
    """How far one experiment is."""

    people: int
    """Planned."""
    met: int
    known: int
    """Of whom it is known already whether they did it."""
    days_left: int | None
    """About so many, at today's pace; none: nobody can tell."""

    @property
    def percent(self) -> int:
        """Of the people it takes."""
        return min(100, math.floor(100 * self.known / self.people))


def progress_of(plans: Iterable[Plan]) -> dict[int, Progress]:
    """How far each of these is, by plan; two queries for all."""
    by_pk = {plan.pk: plan for plan in plans}
    until = counted_until() or yesterday()
    given = {"plans": list(by_pk), "until": until, "pace": PACE_DAYS, "zone": settings.TIME_ZONE}
    with connection.cursor() as cursor:
        cursor.execute(SQL, given)
        return {
            pk: Progress(by_pk[pk].people, met, known, _days_left(by_pk[pk], until, met, lately, enough))
            for pk, met, known, lately, enough in cursor.fetchall()
        }


def _days_left(plan: Plan, until: date, met: int, lately: int, enough: date | None) -> int | None:
    """Days until the last one it takes has been there for long enough."""
    if enough is not None:
        return max(1, (enough + timedelta(days=plan.days) - until).days)
    started = plan.experiment.started_at
    ran = (until - timezone.localdate(started)).days + 1 if started else 0
    if not lately or ran <= 0:
        return None
    more = math.ceil((plan.people - met) * min(ran, PACE_DAYS) / lately) + plan.days
    return more if more <= TOO_LONG else None
