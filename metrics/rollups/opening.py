"""Threads that members opened, and how they were answered: a row for each thread that is there."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.db import connection

from metrics.rollups.acting import STANDING
from metrics.rollups.as_of import TEAM, was_of_team

_COLUMNS = (
    "space_id", "kind", "author_id", "day", "opened_at", "by_newcomer", "by_staff", "replied_at", "replied_by_staff",
    "peer_at", "staff_at", "solved_at", "solved_by_staff", "ended_at", "replies", "people",
)  # fmt: skip


def _known(author: str) -> str:
    return f"CASE WHEN {author} NOT IN (SELECT member_id FROM gone) THEN {author} END"  # noqa: S608 - a column


# What a merged thread held left it all at once and stands where it leads, however often that was merged on; what was
# moved away from there answers it no more. What came from elsewhere and is older than the first post answers nothing.
_OPEN = f"""
WITH {TEAM},
gone AS MATERIALIZED (
    SELECT member_id FROM members_leaving WHERE begun_at IS NOT NULL AND member_id IS NOT NULL
),
wanted AS MATERIALIZED (
    SELECT t.id, t.space_id, t.kind, {_known("t.author_id")} AS author_id, t.answer_id, t.answered_at,
        t.outdated_at, t.merged_into_id, least(
            t.closed_at, t.archived_at, t.merged_at, CASE WHEN t.duplicate_of_id IS NOT NULL THEN t.duplicate_at END
        ) AS ended_at
    FROM community_thread AS t WHERE t.id = ANY(%(threads)s) AND t.deleted_at IS NULL AND t.held_at IS NULL
),
written AS MATERIALIZED (
    SELECT w.id, p.number, p.number = 1 AS is_first, p.created_at, {_known("p.author_id")} AS author_id
    FROM wanted AS w JOIN community_post AS p ON p.thread_id = w.id
    WHERE p.deleted_at IS NULL AND p.hidden_at IS NULL AND p.held_at IS NULL
    UNION ALL
    SELECT w.id, f.number, f.number = 1, p.created_at, {_known("p.author_id")}
    FROM wanted AS w
    JOIN community_formerplace AS f ON f.thread_id = w.id
        AND f.left_at = (SELECT max(left_at) FROM community_formerplace WHERE thread_id = w.id)
    JOIN community_post AS p ON p.id = f.post_id AND p.thread_id = w.merged_into_id
    WHERE {STANDING}
),
opened AS MATERIALIZED (SELECT id, min(created_at) AS at FROM written WHERE is_first GROUP BY id),
said AS MATERIALIZED (
    SELECT x.*, opened.at AS opened_at,
        NOT x.is_first AND x.created_at >= opened.at AND x.author_id IS DISTINCT FROM w.author_id AS is_reply,
        {was_of_team("x.author_id", "x.created_at")} AS by_staff
    FROM written AS x JOIN wanted AS w ON w.id = x.id JOIN opened ON opened.id = x.id
),
summed AS (
    SELECT id, opened_at,
        min(created_at) FILTER (WHERE is_reply) AS replied_at,
        (array_agg(by_staff ORDER BY created_at, number) FILTER (WHERE is_reply))[1] AS replied_by_staff,
        min(created_at) FILTER (WHERE is_reply AND NOT by_staff) AS peer_at,
        min(created_at) FILTER (WHERE is_reply AND by_staff) AS staff_at,
        count(*) FILTER (WHERE NOT is_first) AS replies,
        count(DISTINCT author_id) AS people
    FROM said GROUP BY id, opened_at
)
INSERT INTO metrics_opening (thread_id, {", ".join(_COLUMNS)})
SELECT w.id, w.space_id, w.kind, w.author_id, (s.opened_at AT TIME ZONE %(zone)s)::date, s.opened_at,
    coalesce(m.joined_at > s.opened_at - interval '30 days', false), {was_of_team("w.author_id", "s.opened_at")},
    s.replied_at, s.replied_by_staff, s.peer_at, s.staff_at, solved.at, solved.by_staff,
    CASE WHEN s.replied_at IS NULL THEN w.ended_at END, s.replies, s.people
FROM wanted AS w JOIN summed AS s ON s.id = w.id
LEFT JOIN members_member AS m ON m.id = w.author_id
LEFT JOIN LATERAL (
    SELECT w.answered_at AS at, {was_of_team("p.author_id", "p.created_at")} AS by_staff
    FROM community_post AS p
    WHERE w.kind = 'question' AND p.id = w.answer_id AND w.outdated_at IS NULL AND w.answered_at IS NOT NULL
        AND p.deleted_at IS NULL AND p.hidden_at IS NULL AND p.held_at IS NULL
) AS solved ON true
ON CONFLICT (thread_id) DO UPDATE SET {", ".join(f"{column} = excluded.{column}" for column in _COLUMNS)}
RETURNING thread_id
"""  # noqa: S608


def open_anew(threads: Collection[int]) -> None:
    """Make the rows of these threads anew, as they stand now; of one that is not there, the row goes.

    In a transaction that holds `rolling.alone`. Whoever is being erased wrote nothing by name any more.
    """
    if not threads:
        return
    given = {"threads": sorted(threads), "zone": settings.TIME_ZONE}
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, given)
        there = {pk for (pk,) in cursor.fetchall()}
        gone = sorted(set(threads) - there)
        if gone:
            cursor.execute("DELETE FROM metrics_opening WHERE thread_id = ANY(%s)", [gone])
