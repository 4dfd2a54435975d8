"""What stands beside an arrival `a` in SQL, so that newcomers can be told apart: at most one row each.

All of it looks at the first 28 days after somebody joined. What came later would be a result of having stayed.
"""

START = """
LEFT JOIN LATERAL (
    SELECT w.action FROM community_welcomestep AS w
    WHERE w.member_id = a.member_id AND w.done_at < a.at + interval '28 days'
    ORDER BY w.done_at, w.id LIMIT 1
) AS started ON true
"""

LEVEL = """
LEFT JOIN LATERAL (
    SELECT max(l.level) AS level FROM metrics_memberday AS l
    WHERE l.member_id = a.member_id AND l.day < a.day + 28
) AS reached ON true
"""

MENTOR = """
LEFT JOIN LATERAL (
    SELECT true AS is_so FROM members_mentorship AS m
    WHERE m.newcomer_id = a.member_id AND m.accepted_at < a.at + interval '28 days' LIMIT 1
) AS mentored ON true
"""

SPACE = """
LEFT JOIN LATERAL (
    SELECT s.space_id FROM metrics_memberday AS s
    WHERE s.member_id = a.member_id AND s.day < a.day + 28 AND s.space_id IS NOT NULL AND s.threads + s.replies > 0
    ORDER BY s.day, s.threads + s.replies DESC, s.space_id LIMIT 1
) AS wrote ON true
"""

# An event counts with a place at it, unless the host looked who came and did not see them. Of an AMA only questions
# with a name are known; who voted, or asked without a name, is nobody's to know.
PROGRAM = """
LEFT JOIN LATERAL (
    SELECT took.kind FROM (
        SELECT 'event' AS kind, o.starts_at AS at
        FROM programs_attendance AS t JOIN programs_occurrence AS o ON o.id = t.occurrence_id
        WHERE t.member_id = a.member_id AND t.seated_at IS NOT NULL AND o.called_off_at IS NULL
            AND o.starts_at >= a.at AND o.starts_at < least(a.at + interval '28 days', now())
            AND (t.came_at IS NOT NULL OR NOT EXISTS (
                SELECT 1 FROM programs_attendance AS seen
                WHERE seen.occurrence_id = t.occurrence_id AND seen.came_at IS NOT NULL
            ))
        UNION ALL
        SELECT 'challenge', e.at FROM programs_challengeentry AS e
        WHERE e.author_id = a.member_id AND e.at < a.at + interval '28 days'
            AND e.withdrawn_at IS NULL AND e.hidden_at IS NULL AND e.held_at IS NULL
        UNION ALL
        SELECT 'ama', q.asked_at FROM programs_amaquestion AS q
        WHERE q.author_id = a.member_id AND q.asked_at < a.at + interval '28 days'
            AND q.withdrawn_at IS NULL AND q.hidden_at IS NULL AND q.held_at IS NULL
        UNION ALL
        SELECT 'prompt', p.created_at
        FROM community_post AS p JOIN community_thread AS h ON h.id = p.thread_id
        WHERE p.author_id = a.member_id AND p.number > 1 AND p.created_at < a.at + interval '28 days'
            AND p.deleted_at IS NULL AND p.hidden_at IS NULL AND p.held_at IS NULL
            AND h.kind = 'prompt' AND h.deleted_at IS NULL
    ) AS took
    ORDER BY took.at, took.kind LIMIT 1
) AS program ON true
"""
