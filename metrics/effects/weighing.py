"""Working out what came of a date, once the four weeks after it are over; and again while late activity may come."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from time import monotonic
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from metrics.effects.matching import Compared, Stratum, compared
from metrics.effects.models import Effect
from metrics.rollups.days import end_of, yesterday
from programs.series.occurrences import Occurrence

AFTER_DAYS = 28
LATE_DAYS = 7
"""So long it is worked out anew, for what comes late."""
BACK_DAYS = 365
"""Dates that ended longer ago are not looked at any more."""
AT_ONCE = 20

# Alike are members who joined about as long ago, came the same way, had written or not, and were active on about as
# many days of the four weeks before, and of the two months before those. The team is left out.
_STRATA = """
WITH took AS (SELECT unnest(%(took)s::bigint[]) AS member_id),
deeds AS (
    SELECT member_id,
        count(DISTINCT day) FILTER (WHERE day < %(first)s AND day >= %(first)s - 28) AS before,
        count(DISTINCT day) FILTER (WHERE day < %(first)s - 28) AS earlier,
        bool_or(day > %(last)s) AS after
    FROM metrics_memberday
    WHERE (day >= %(first)s - 90 AND day < %(first)s) OR (day > %(last)s AND day <= %(last)s + %(after)s)
    GROUP BY member_id
),
alike AS (
    SELECT width_bucket(%(first)s - a.day, ARRAY[7, 30, 90, 365]) AS tenure, a.source,
        a.contributed_at IS NOT NULL AND a.contributed_at < %(begun)s AS wrote,
        width_bucket(coalesce(d.before, 0), ARRAY[1, 3, 8, 15]) AS before,
        width_bucket(coalesce(d.earlier, 0), ARRAY[1, 6, 20]) AS earlier,
        took.member_id IS NOT NULL AS is_took, coalesce(d.after, false) AS after
    FROM metrics_arrival AS a
    JOIN members_member AS m ON m.id = a.member_id AND m.is_active AND m.role = 'member'
    LEFT JOIN deeds AS d ON d.member_id = a.member_id
    LEFT JOIN took ON took.member_id = a.member_id
    WHERE a.day < %(first)s
)
SELECT count(*) FILTER (WHERE is_took), count(*) FILTER (WHERE is_took AND after),
    count(*) FILTER (WHERE NOT is_took), count(*) FILTER (WHERE NOT is_took AND after)
FROM alike GROUP BY tenure, source, wrote, before, earlier
HAVING bool_or(is_took)
"""


def weigh_effects(budget_seconds: float = 60.0) -> int:
    """Work out what is owed, the latest first, as far as the time goes; returns how many dates were worked out.

    Whoever does the same at the same moment writes the same.
    """
    begun, done = monotonic(), 0
    for occurrence in owed(yesterday())[:AT_ONCE]:
        if monotonic() - begun > budget_seconds:
            break
        weigh(occurrence)
        done += 1
    return done


def owed(last: date) -> list[Occurrence]:
    """Dates whose four weeks after are over by `last`, and that nobody worked out, or not after all had come in."""
    until = end_of(last) - timedelta(days=AFTER_DAYS)
    over = Occurrence.objects.taking_place().filter(ends_at__lt=until, ends_at__gt=until - timedelta(days=BACK_DAYS))
    late = Q(effect__until__gt=last - timedelta(days=LATE_DAYS), effect__made_at__lt=end_of(last))
    return list(over.filter(Q(effect=None) | late).select_related("program").order_by("-ends_at", "-pk")[:AT_ONCE])


def weigh(occurrence: Occurrence) -> Effect:
    """Work out one date and keep it, in place of what was kept."""
    took = {member for _one, member in occurrence.program.kind.took_part([occurrence.pk])}
    first, last = _day(occurrence.starts_at), _day(occurrence.ends_at)
    found = compared(_strata(took, first, last, occurrence.starts_at)) if took else None
    values = {"took": len(took), "until": last + timedelta(days=AFTER_DAYS), "made_at": timezone.now(), **_told(found)}
    effect, _new = Effect.objects.update_or_create(occurrence=occurrence, defaults=values)
    return effect


def _told(found: Compared | None) -> dict[str, float | int | None]:
    if found is None:
        return {"matched": 0, "others": 0, "rate": None, "expected": None, "low": None, "high": None}
    return {
        "matched": found.matched, "others": found.others, "rate": 100 * found.rate, "expected": 100 * found.expected,
        "low": 100 * found.low, "high": 100 * found.high,
    }  # fmt: skip


def _strata(took: set[int], first: date, last: date, begun: datetime) -> list[Stratum]:
    given: dict[str, Any] = {"took": sorted(took), "first": first, "last": last, "begun": begun, "after": AFTER_DAYS}
    with connection.cursor() as cursor:
        cursor.execute(_STRATA, given)
        return [Stratum(*row) for row in cursor.fetchall()]


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
