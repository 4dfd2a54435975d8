"""What was reported, by whom, and how much of it was found justified."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from django.db import connection
from django.db.models import Count
from django.db.models.functions import TruncMonth

from moderation.reports.models import Report
from moderation.reports.reasons import AGAINST_THE_LAW
from moderation.transparency.counting import CASES_DECIDED, Numbers

# Reports by what was decided in their cases (also as one with others), on the day of the decision.
_FOUND = """
SELECT e.content IN ('', 'keep') AND e.person IN ('', 'nothing'), count(*)
FROM moderation_entry e JOIN moderation_report r ON r.case_id = e.case_id AND r.at <= e.at
WHERE e.act = ANY(%s) AND e.at >= %s AND e.at < %s
AND NOT EXISTS (SELECT FROM moderation_entry u WHERE u.decision_id = e.decision_id AND u.case_id = e.case_id
    AND u.id > e.id AND (u.act = 'undone' OR u.act = 'parted' AND u.facts @> '{"undone": true}'))
GROUP BY 1
"""


def of_reports(since: datetime, until: datetime) -> Numbers:
    """What was reported, in five ways."""
    made = Report.objects.filter(at__gte=since, at__lt=until).annotate(month=TruncMonth("at")).order_by()
    by: dict[str, Counter[str]] = {key: Counter() for key in ("who", "law", "kind", "month")}
    for row in made.values("month", "is_visitors", "reason", "subject_type").annotate(number=Count("pk")):
        words = {
            "who": "visitor" if row["is_visitors"] else "member",
            "law": "illegal" if row["is_visitors"] or row["reason"] in AGAINST_THE_LAW else "rules",
            "kind": row["subject_type"],
            "month": f"{row['month']:%Y-%m}",
        }
        for key, word in words.items():
            by[key][word] += row["number"]
    found = {f"reports_by_{key}": dict(sorted(counts.items())) for key, counts in by.items()}
    return {"reports": sum(by["who"].values()), **found, "reports_by_outcome": _outcomes(since, until)}


def _outcomes(since: datetime, until: datetime) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, [list(CASES_DECIDED), since, until])
        return {"nothing" if is_nothing else "right": number for is_nothing, number in cursor.fetchall()}
