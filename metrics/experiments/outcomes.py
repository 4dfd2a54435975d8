"""Who did what was asked, by group.

Everybody counts where chance put them, whatever they made of it; and only once it can be known of them: whoever met it
last week is not asked about their fourth week.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection
from django.db.models import Min
from django.utils import timezone

from members.experiments.models import Experiment
from metrics.experiments.models import Outcome
from metrics.experiments.proportions import Group
from metrics.rollups.days import begin_of, yesterday
from metrics.rollups.models import RolledDay

if TYPE_CHECKING:
    from datetime import datetime

type Groups = dict[int | None, Group]
"""By variant; none: held out."""

ACTED = """EXISTS (SELECT FROM metrics_memberday AS d WHERE d.member_id = met.member_id
    AND d.day BETWEEN met.day + %(first)s AND met.day + %(last)s)"""
WROTE = """EXISTS (SELECT FROM metrics_memberday AS d WHERE d.member_id = met.member_id
    AND d.day BETWEEN met.day + %(first)s AND met.day + %(last)s AND d.threads + d.replies > 0)"""
ACTIVATED = """EXISTS (SELECT FROM metrics_arrival AS a WHERE a.member_id = met.member_id
    AND a.activated_at < (met.day + %(last)s + 1)::timestamp AT TIME ZONE %(zone)s)"""


@dataclass(frozen=True)
class Asked:
    """What is asked of a member: between which days after the day they met it, and how that is found."""

    first: int
    last: int
    sql: str


ASKED: dict[str, Asked] = {
    Outcome.ACTIVE_4: Asked(22, 28, ACTED),
    Outcome.ACTIVE_8: Asked(50, 56, ACTED),
    Outcome.WROTE_4: Asked(1, 28, WROTE),
    Outcome.WROTE_8: Asked(1, 56, WROTE),
    Outcome.ACTIVATED_14: Asked(0, 14, ACTIVATED),
    Outcome.BACK_7: Asked(1, 7, ACTED),
}
LATER = Outcome.ACTIVE_8
"""What is told of everybody at eight weeks, whatever was asked first."""

MET = """SELECT a.member_id, a.variant_id, a.at, (a.at AT TIME ZONE %(zone)s)::date AS day
    FROM members_assignment AS a WHERE a.experiment_id = %(experiment)s AND a.at < %(before)s"""


def groups_of(experiment: Experiment, outcome: str, until: date, *, met_until: date | None = None) -> Groups:
    """How many of each group it is known of by the end of `until`, and how many of these did it: one query.

    `met_until` leaves out whoever met the experiment after that day.
    """
    asked = ASKED[outcome]
    met = min(until - timedelta(days=asked.last), met_until or date.max)
    return counted_groups(experiment, asked.sql, met, first=asked.first, last=asked.last)


def counted_groups(experiment: Experiment, sql: str, met_until: date, **given: Any) -> Groups:
    """How many of each group met it by the end of a day, and of how many the condition is so."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT met.variant_id, count(*), count(*) FILTER (WHERE {sql}) FROM ({MET}) AS met GROUP BY 1",  # noqa: S608
            {"experiment": experiment.pk, "zone": settings.TIME_ZONE, "before": _end_of(met_until), **given},
        )
        return {variant: Group(people, did) for variant, people, did in cursor.fetchall()}


def _end_of(day: date) -> datetime:
    return begin_of(day + timedelta(days=1))


def counted_until() -> date | None:
    """The last day up to which all facts since the first planned experiment began are there; none: not even those."""
    began: datetime | None = Experiment.objects.filter(plan__isnull=False).aggregate(first=Min("started_at"))["first"]
    if began is None:
        return None
    first, last = timezone.localdate(began), yesterday()
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    there = set(RolledDay.objects.filter(day__gte=first, day__lte=last).values_list("day", flat=True))
    missing = next((day for day in days if day not in there), last + timedelta(days=1))
    return missing - timedelta(days=1) if missing > first else None
