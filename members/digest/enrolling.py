"""Who is due: one row for each member and week, written by one statement when their hour has come."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from members.digest.hours import GRACE, HOURS, hour_of_week, on_the_wall, zone_called
from members.digest.models import DigestPlan
from members.digest.resting import ABSENT
from members.profiles.models import Member

# The clock of each zone comes from here; the week and how late it is by then is worked out for each member. Whose day
# comes before that of the community gets with it what was approved for the week before.
_ENROL = """
WITH clock (zone, hour, monday) AS (
    SELECT * FROM unnest(%(zones)s::text[], %(hours)s::int[], %(mondays)s::date[])
), due AS (
    SELECT member.id AS member, coalesce(choice.every, 1) AS every,
        CASE WHEN clock.hour >= asked.hour THEN clock.monday ELSE clock.monday - 7 END AS week,
        CASE WHEN asked.hour < %(planned)s THEN 7 ELSE 0 END AS behind,
        greatest(coalesce(member.last_seen_at, member.joined_at), choice.resumed_at) < %(absent)s AS absent
    FROM members_member AS member
    JOIN clock ON clock.zone = member.time_zone
    LEFT JOIN members_digestchoice AS choice ON choice.member_id = member.id
    CROSS JOIN LATERAL (
        SELECT (coalesce(choice.weekday, %(weekday)s) - 1) * 24 + coalesce(choice.hour, %(hour)s) AS hour
    ) AS asked
    WHERE member.is_active AND member.confirmed_at IS NOT NULL
        AND (member.suspended_until IS NULL OR member.suspended_until <= %(now)s)
        AND choice.stopped_at IS NULL AND (choice.paused_at IS NULL OR member.last_seen_at > choice.paused_at)
        AND (clock.hour - asked.hour + %(week_hours)s) %% %(week_hours)s < %(grace)s
        AND NOT EXISTS (SELECT FROM members_mailstop AS stop WHERE stop.member_id = member.id)
)
INSERT INTO members_digest (key, member_id, week, token, since, chosen, chosen_at, is_pause, is_test, created_at,
    retry_at, attempts, last_error, leaving_at, sent_at, dropped_at, dropped_why)
SELECT 'd' || due.week || '.m' || due.member, due.member, due.week, replace(gen_random_uuid()::text, '-', ''), NULL,
    '{}', NULL, due.absent, false, %(now)s, %(now)s, 0, '', NULL, NULL, NULL, ''
FROM due
WHERE (%(approved)s::date IS NULL OR due.week - due.behind <= %(approved)s)
    AND NOT EXISTS (
        SELECT FROM members_digest AS told
        WHERE told.member_id = due.member AND NOT told.is_test AND told.week > due.week - 7 * due.every
            AND (told.week >= due.week OR told.dropped_why <> 'empty')
    )
ORDER BY due.member
ON CONFLICT DO NOTHING
"""


@transaction.atomic
def enrol(now: datetime | None = None) -> int:
    """Write a row for everybody whose hour has come. Returns how many; two at once write each row once."""
    now, plan = now or timezone.now(), DigestPlan.current()
    if plan.asks_approval and plan.approved_week is None:
        return 0
    zones = list(Member.objects.present().order_by().values_list("time_zone", flat=True).distinct())
    clocks = [on_the_wall(now, zone_called(zone)) for zone in zones]
    given: dict[str, Any] = {
        "zones": zones, "hours": [hour for hour, _ in clocks], "mondays": [monday for _, monday in clocks],
        "weekday": plan.weekday, "hour": plan.hour, "planned": hour_of_week(plan.weekday, plan.hour), "grace": GRACE,
        "week_hours": HOURS, "now": now,
        "absent": now - ABSENT, "approved": plan.approved_week if plan.asks_approval else None,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_ENROL, given)
        return int(cursor.rowcount)
