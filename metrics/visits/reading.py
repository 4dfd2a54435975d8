"""How many visits a period had."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Sum

from metrics.visits.models import VisitDay


@dataclass(frozen=True)
class Visits:
    """Visitors of each day, added up: whoever comes on three days is three visits."""

    count: int
    days: int
    """On how many days visitors were counted."""
    people: int
    """At least so many different people: the most of one day. Below five nothing is told."""


def visits(end: date, days: int, space: int | None = None) -> Visits:
    """The visits of the `days` days up to `end`, of the community or of one space; one query."""
    counted = VisitDay.objects.filter(day__gt=end - timedelta(days=days), day__lte=end, space=space)
    found = counted.aggregate(count=Sum("visitors"), days=Count("pk"), people=Max("visitors"))
    return Visits(found["count"] or 0, found["days"], found["people"] or 0)
