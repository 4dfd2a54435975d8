"""How members came, and the first steps they took: a row for each."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.conf import settings
from django.db import connection

from metrics.rollups.acting import CONTRIBUTIONS, IS_ACT, LOGGED, STANDING, STANDS, YES
from metrics.rollups.as_of import IS_HERE, SOURCE
from metrics.rollups.days import begin_of, end_of, today, yesterday

_POSTED = f"""(SELECT min(p.created_at) FROM community_post AS p
    WHERE p.author_id = m.id AND p.created_at < %(until)s AND p.created_at >= {{since}} AND {STANDING})"""  # noqa: S608
_ADDED = f"""(SELECT min(a.at) FROM members_activity AS a
    WHERE a.actor_id = m.id AND a.at < %(until)s AND a.at >= {{since}} AND a.verb = ANY(%(contributions)s)
    AND {STANDS})"""  # noqa: S608
_CONTRIBUTED = f"least({_POSTED}, {_ADDED})"
_EVER = "'-infinity'"
_NEXT_DAY = """(((first.at AT TIME ZONE %(zone)s)::date + 1)::timestamp AT TIME ZONE %(zone)s)"""

_ARRIVE = f"""
INSERT INTO metrics_arrival AS known
    (member_id, day, at, source, referrer_id, first_act_at, activated_at, contributed_at, returned_at)
SELECT m.id, (m.joined_at AT TIME ZONE %(zone)s)::date, m.joined_at, {SOURCE},
    (SELECT r.referrer_id FROM members_referral AS r WHERE r.member_id = m.id),
    least(posted.at, (
        SELECT min(a.at) FROM members_activity AS a WHERE a.actor_id = m.id AND a.at < %(until)s AND {IS_ACT})),
    least(posted.at, (
        SELECT min(a.at) FROM members_activity AS a WHERE a.actor_id = m.id AND a.at < %(until)s
        AND a.verb = 'event.answered' AND a.facts ->> 'says' = '{YES}')),
    first.at,
    CASE WHEN first.at IS NOT NULL THEN {_CONTRIBUTED.format(since=_NEXT_DAY)} END
FROM members_member AS m
CROSS JOIN LATERAL (SELECT {_POSTED.format(since=_EVER)} AS at) AS posted
CROSS JOIN LATERAL (SELECT least(posted.at, {_ADDED.format(since=_EVER)}) AS at) AS first
WHERE m.id = ANY(%(members)s) AND {IS_HERE}
ON CONFLICT (member_id) DO UPDATE SET
    day = excluded.day, at = excluded.at, source = excluded.source, referrer_id = excluded.referrer_id,
    first_act_at = excluded.first_act_at, activated_at = excluded.activated_at,
    contributed_at = excluded.contributed_at, returned_at = excluded.returned_at
"""  # noqa: S608
_OPEN_STILL = """
SELECT m.id FROM unnest(%(members)s::bigint[]) AS m (id) LEFT JOIN metrics_arrival AS k ON k.member_id = m.id
WHERE greatest(k.first_act_at, k.activated_at, k.contributed_at, k.returned_at) >= %(begin)s
    OR k.first_act_at IS NULL OR k.activated_at IS NULL OR k.contributed_at IS NULL OR k.returned_at IS NULL
"""


def arrive(members: Collection[int], until: datetime | None = None) -> None:
    """Make the rows of these members anew, from all they did until today began (or `until`). In a transaction."""
    if not members:
        return
    given = {
        "members": sorted(members), "until": until or begin_of(today()), "zone": settings.TIME_ZONE,
        "acts": list(LOGGED), "contributions": sorted(CONTRIBUTIONS),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_ARRIVE, given)


def still_open(members: Collection[int], begin: datetime) -> list[int]:
    """Those of these members whose first steps may be other ones because of what happened since `begin`."""
    with connection.cursor() as cursor:
        cursor.execute(_OPEN_STILL, {"members": list(members), "begin": begin})
        return [pk for (pk,) in cursor.fetchall()]


def known_until(day: date) -> datetime:
    """Until when first steps are looked for: the end of yesterday, or of a later day that is being made."""
    return end_of(max(yesterday(), day))
