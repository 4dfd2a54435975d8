"""How long the first look and the decision took, by severity, kept so that months add up to an exact median.

Kept is how many took so many minutes, in hours from a day on: as exact as pages say it.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db import connection

from moderation.transparency.counting import Numbers, added_up

_ROUNDED = "(CASE WHEN took < 86400 THEN floor(took / 60) ELSE floor(took / 3600) * 60 END)::int"
# From when a case was opened (or opened again) to its decision.
_DECIDED = f"""
SELECT severity, {_ROUNDED}, count(*) FROM (
    SELECT e.severity, greatest(0, extract(epoch FROM e.at - coalesce((
        SELECT max(r.at) FROM moderation_entry r WHERE r.case_id = e.case_id AND r.act = 'reopened' AND r.id < e.id
    ), c.opened_at))) AS took
    FROM moderation_entry e JOIN moderation_case c ON c.id = e.case_id
    WHERE e.act IN ('decided', 'agreed') AND e.at >= %s AND e.at < %s
    AND NOT EXISTS (SELECT FROM moderation_entry u WHERE u.decision_id = e.decision_id AND u.act = 'undone'
        AND u.case_id = e.case_id AND u.id > e.id)
) made GROUP BY 1, 2
"""  # noqa: S608 - constants
_LOOKED = f"""
SELECT severity, {_ROUNDED}, count(*) FROM (
    SELECT severity, greatest(0, extract(epoch FROM first_looked_at - opened_at)) AS took FROM moderation_case
    WHERE first_looked_at >= %s AND first_looked_at < %s AND subject_type <> 'appeal'
) seen GROUP BY 1, 2
"""  # noqa: S608 - constants


def of_times(since: datetime, until: datetime) -> Numbers:
    """How many minutes each first look and each decision took."""
    return {"looked": _by_severity(_LOOKED, since, until), "took": _by_severity(_DECIDED, since, until)}


def _by_severity(statement: str, since: datetime, until: datetime) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(statement, [since, until])
        for severity, minutes, number in cursor.fetchall():
            found[str(severity)][str(minutes)] = number
    return dict(found)


def median_seconds(took: dict[str, int]) -> int | None:
    """Half of them took less; None if there were none."""
    rows = sorted((int(minutes), number) for minutes, number in took.items())
    half, passed = sum(number for _minutes, number in rows) / 2, 0
    for minutes, number in rows:
        passed += number
        if passed >= half:
            return minutes * 60
    return None


def of_all(by_severity: dict[str, dict[str, int]]) -> dict[str, int]:
    """The same whatever the severity."""
    found: dict[str, Any] = added_up(by_severity.values())
    return found
