"""The numbers of a stretch of time, from the log: the same whenever they are worked out again.

A decision counts on the day it came into force, unless it was undone within its 30 seconds; a reversal on the day of
the reversal. So nothing that happens later changes the numbers of an earlier time.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils import timezone

from moderation.ledger.models import Entry

DECIDED = ("decided", "agreed", "host_decided")
APPEAL_ENDS = ("appeal_upheld", "appeal_reversed", "appeal_settled")

# From when a case was opened (or opened again) to its decision; half of the decisions came sooner.
_MEDIAN = """
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM e.at - coalesce(
    (SELECT max(r.at) FROM moderation_entry r WHERE r.case_id = e.case_id AND r.act = 'reopened' AND r.id < e.id),
    c.opened_at)))
FROM moderation_entry e JOIN moderation_case c ON c.id = e.case_id
WHERE e.act IN ('decided', 'agreed') AND e.at >= %s AND e.at < %s
AND NOT EXISTS (SELECT FROM moderation_entry u WHERE u.decision_id = e.decision_id AND u.act = 'undone'
    AND u.case_id = e.case_id AND u.id > e.id)
"""


def decisions(since: datetime, until: datetime) -> list[dict[str, Any]]:
    """What came into force then and was not undone, in short."""
    undone = Entry.objects.filter(case_id=OuterRef("case_id"), decision_id=OuterRef("decision_id"), act="undone")
    rows = Entry.objects.filter(act__in=DECIDED, at__gte=since, at__lt=until).filter(~Exists(undone))
    fields = ("at", "rule_key", "content", "person", "is_automatic", "subject_type", "is_private")
    return list(rows.order_by("pk").values(*fields))


def numbers_of(since: datetime, until: datetime) -> dict[str, Any]:
    """All numbers from a moment up to another; small values alone, as they are kept in a report."""
    made = decisions(since, until)
    acts = Counter(
        Entry.objects.filter(act__in=("reversed", "appealed", *APPEAL_ENDS), at__gte=since, at__lt=until).values_list(
            "act", flat=True
        )
    )
    by_month = Counter(f"{timezone.localtime(row['at']):%Y-%m}" for row in made)
    return {
        "decisions": len(made),
        "by_month": dict(sorted(by_month.items())),
        "by_rule": _counted(row["rule_key"] for row in made),
        "by_content": _counted(row["content"] for row in made),
        "by_person": _counted(row["person"] for row in made),
        "by_kind": _counted(row["subject_type"] for row in made),
        "by_decider": _counted("rule" if row["is_automatic"] else "human" for row in made),
        "reversed": acts["reversed"],
        "appeals": acts["appealed"],
        "appeals_by_outcome": {act: acts[act] for act in APPEAL_ENDS if acts[act]},
        "median_seconds": median_seconds(since, until),
    }


def median_seconds(since: datetime, until: datetime) -> int | None:
    """How long decisions took, half of them less; None if there were none."""
    with connection.cursor() as cursor:
        cursor.execute(_MEDIAN, [since, until])
        found = cursor.fetchone()[0]
    return None if found is None else round(found)


def _counted(words: Any) -> dict[str, int]:
    counts = Counter(words)
    return {word: counts[word] for word in sorted(counts, key=lambda word: (-counts[word], word))}
