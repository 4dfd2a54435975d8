"""Making a day: what each member did, the sums by cut, first steps, and threads that were opened or answered."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from metrics.rollups.acting import IS_ACT, LOGGED, REACTING, SPACE_OF, STANDING
from metrics.rollups.arriving import arrive, known_until, still_open
from metrics.rollups.as_of import CHANGED, IS_HERE, IS_STAFF, LEVEL, SOURCE, STAGE
from metrics.rollups.days import begin_of, end_of
from metrics.rollups.models import Arrival, RolledDay
from metrics.rollups.opening import open_anew

LOCK = 4_182_011
"""The number of the lock that makers of days hold, one after the other."""

_DO = f"""
WITH did (member_id, space_id, threads, replies, reactions, others) AS (
    SELECT p.author_id, p.space_id, (p.number = 1)::int, (p.number > 1)::int, 0, 0
    FROM community_post AS p
    WHERE p.created_at >= %(begin)s AND p.created_at < %(end)s AND p.author_id IS NOT NULL AND {STANDING}
    UNION ALL
    SELECT a.actor_id, {SPACE_OF}, 0, 0, (a.verb = %(reacting)s)::int, (a.verb <> %(reacting)s)::int
    FROM members_activity AS a
    WHERE a.at >= %(begin)s AND a.at < %(end)s AND a.actor_id IS NOT NULL AND {IS_ACT}
),
summed AS MATERIALIZED (
    SELECT member_id, space_id, sum(threads) AS threads, sum(replies) AS replies, sum(reactions) AS reactions,
        sum(others) AS others FROM did GROUP BY member_id, space_id
),
who AS MATERIALIZED (
    SELECT m.id, {STAGE} AS stage, {LEVEL} AS level, {SOURCE} AS source, {IS_STAFF} AS is_staff
    FROM (SELECT DISTINCT member_id FROM summed) AS acting
    JOIN members_member AS m ON m.id = acting.member_id AND {IS_HERE}
    {CHANGED}
)
INSERT INTO metrics_memberday
    (day, member_id, space_id, threads, replies, reactions, others, stage, level, source, is_staff)
SELECT %(day)s, summed.member_id, summed.space_id, summed.threads, summed.replies, summed.reactions, summed.others,
    who.stage, who.level, who.source, who.is_staff
FROM summed JOIN who ON who.id = summed.member_id
ORDER BY summed.member_id, summed.space_id
RETURNING member_id
"""  # noqa: S608
_CUT = f"""
WITH cut (space_id, stage, level, source, threads, replies, reactions, others, people, joined) AS (
    SELECT space_id, stage, level, source, sum(threads), sum(replies), sum(reactions), sum(others), count(*), 0
    FROM metrics_memberday WHERE day = %(day)s AND space_id IS NOT NULL GROUP BY space_id, stage, level, source
    UNION ALL
    SELECT NULL, stage, level, source, sum(threads), sum(replies), sum(reactions), sum(others),
        count(DISTINCT member_id), 0
    FROM metrics_memberday WHERE day = %(day)s GROUP BY stage, level, source
    UNION ALL
    SELECT NULL, {STAGE}, {LEVEL}, k.source, 0, 0, 0, 0, 0, 1
    FROM metrics_arrival AS k JOIN members_member AS m ON m.id = k.member_id {CHANGED} WHERE k.day = %(day)s
)
INSERT INTO metrics_daycut (day, space_id, stage, level, source, threads, replies, reactions, others, people, joined)
SELECT %(day)s, space_id, stage, level, source, sum(threads), sum(replies), sum(reactions), sum(others), sum(people),
    sum(joined)
FROM cut GROUP BY space_id, stage, level, source ORDER BY space_id, stage, level, source
"""  # noqa: S608
_JOINED = """
SELECT m.id FROM members_member AS m
WHERE m.joined_at >= %(begin)s AND m.joined_at < %(end)s AND m.confirmed_at IS NOT NULL
"""
_WRITTEN_IN = """
WITH threads AS MATERIALIZED (
    SELECT DISTINCT p.thread_id AS id FROM community_post AS p
    WHERE p.created_at >= %(begin)s AND p.created_at < %(end)s
)
SELECT id FROM threads
UNION
SELECT t.id FROM threads JOIN community_thread AS t ON t.merged_into_id = threads.id
"""


def alone() -> None:
    """Wait until nobody else makes a day or a thread's row; until the transaction ends nobody else does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


@transaction.atomic
def roll(day: date) -> None:
    """Make this day anew: whole, or, if something ends the worker, not at all. The same again gives the same rows."""
    alone()
    # First of all: whatever touches the day from now on is not taken for something that this has seen.
    RolledDay.objects.update_or_create(day=day, defaults={"rolled_at": timezone.now(), "touched_at": None})
    given = {
        "day": day, "begin": begin_of(day), "end": end_of(day), "acts": list(LOGGED), "reacting": REACTING,
    }  # fmt: skip
    before = _ids("DELETE FROM metrics_memberday WHERE day = %(day)s RETURNING member_id", given)
    after = _ids(_DO, given)
    joined = _ids(_JOINED, given) | set(Arrival.objects.filter(day=day).values_list("pk", flat=True))
    arrive(joined | set(still_open(before | after, begin_of(day))), known_until(day))
    cut(day)
    open_anew(_ids(_WRITTEN_IN, given))


def cut(day: date) -> None:
    """Sum the day up from the rows of its members. In a transaction that holds `alone`."""
    given = {"day": day, "end": end_of(day)}
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM metrics_daycut WHERE day = %(day)s", given)
        cursor.execute(_CUT, given)


def _ids(sql: str, given: dict[str, Any]) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return {pk for (pk,) in cursor.fetchall()}
