"""Where a member stood at the end of a day, told from the log and from moves: not from where they stand today.

Each of these is SQL about the member whose number is `m.id`, at the moment `%(end)s`. What changed afterwards says what
was before; where nothing changed, it is as it is now.
"""

from __future__ import annotations

CHANGED = """LEFT JOIN LATERAL (
    SELECT (array_agg(c.facts ->> 'before' ORDER BY c.at, c.id) FILTER (WHERE c.verb = 'stage.changed'))[1] AS stage,
        (array_agg(c.facts ->> 'before' ORDER BY c.at, c.id) FILTER (WHERE c.verb = 'member.role_changed'))[1] AS role
    FROM members_activity AS c
    WHERE c.subject_type = 'members.member' AND c.subject_id = m.id AND c.at >= %(end)s
        AND c.verb IN ('stage.changed', 'member.role_changed')
) AS changed ON true"""
"""The stage and the role before the first change after that day; joined to `m`."""

IS_HERE = """(m.confirmed_at IS NOT NULL AND NOT EXISTS (
    SELECT FROM members_leaving AS v WHERE v.member_id = m.id AND v.begun_at IS NOT NULL))"""
"""Whether they have proven their address and are not being erased."""

STAGE = """coalesce(changed.stage, (SELECT s.stage FROM members_standing AS s WHERE s.member_id = m.id), 'aware')"""

IS_STAFF = """(coalesce(changed.role, m.role) <> 'member')"""

LEVEL = """coalesce(
    (SELECT CASE WHEN l.move IN ('reached', 'lost') THEN l."then" ELSE l.step END FROM members_levelmove AS l
     WHERE l.member_id = m.id AND l.at < %(end)s ORDER BY l.at DESC, l.id DESC LIMIT 1),
    (SELECT CASE WHEN l.move = 'reached' THEN 1 ELSE l.step END FROM members_levelmove AS l
     WHERE l.member_id = m.id AND l.at >= %(end)s AND %(end)s > (SELECT min(g.placed_at) FROM members_scoring AS g)
     ORDER BY l.at, l.id LIMIT 1),
    (SELECT s.step FROM members_levelstanding AS s WHERE s.member_id = m.id AND s.since < %(end)s),
    1)"""
"""The last move of their level until then. Before the first one they were newcomers; whoever was placed without a move
when levels began has, from then on, the level that the first move speaks of, or that they have now."""

SOURCE = """coalesce(
    (SELECT nullif(k.source, 'open') FROM metrics_arrival AS k WHERE k.member_id = m.id),
    (SELECT CASE WHEN EXISTS (SELECT FROM members_application AS p WHERE p.invitation_id = i.id) THEN 'application'
        ELSE 'invitation' END FROM members_invitation AS i WHERE i.used_by_id = m.id),
    (SELECT 'link' FROM members_referral AS r WHERE r.member_id = m.id AND r.by_link),
    'open')"""
"""How they came. What is known once stays known: an invitation goes when its inviter leaves."""

TEAM = """team (member_id, since, until) AS MATERIALIZED (
    WITH changes AS MATERIALIZED (
        SELECT c.subject_id, c.at, c.facts ->> 'before' AS before,
            lag(c.at) OVER (PARTITION BY c.subject_id ORDER BY c.at, c.id) AS since
        FROM members_activity AS c WHERE c.verb = 'member.role_changed' AND c.subject_id IS NOT NULL
    )
    SELECT c.subject_id, coalesce(c.since, '-infinity'), c.at FROM changes AS c WHERE c.before <> 'member'
    UNION ALL
    SELECT m.id, coalesce((SELECT max(c.at) FROM changes AS c WHERE c.subject_id = m.id), '-infinity'), 'infinity'
    FROM members_member AS m WHERE m.role <> 'member'
)"""
"""Who was of the team, from when until when: few rows, whatever happened since."""


def was_of_team(member: str, at: str) -> str:
    """SQL: whether the member of this column was of the team at the moment of that one; needs TEAM."""
    return f"EXISTS (SELECT FROM team WHERE team.member_id = {member} AND team.since <= {at} AND {at} < team.until)"
