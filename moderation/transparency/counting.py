"""The numbers of a stretch of time, from the log: the same whenever they are worked out again.

A decision counts on the day it came into force, unless it was undone within its 30 seconds; a reversal on the day of
the reversal, a report on the day it was made, what was found of it on the day of the decision. So nothing that happens
later changes the numbers of an earlier time, and those of several times add up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from moderation.ledger.models import Entry

DECIDED = ("decided", "agreed", "host_decided")
"""What makes one decision."""
CASES_DECIDED = ("decided", "agreed", "joined")
"""What decides one case: several that are decided as one are each decided, by one decision."""
APPEAL_ENDS = ("appeal_upheld", "appeal_reversed", "appeal_settled")
Numbers = dict[str, Any]


def added_up(several: Iterable[Numbers]) -> Numbers:
    """The numbers of several stretches as one, what is greatest first."""
    found: Numbers = {}
    for numbers in several:
        for key, value in numbers.items():
            if isinstance(value, dict):
                found[key] = added_up([found.get(key, {}), value])
            else:
                found[key] = found.get(key, 0) + value
    return found


def greatest_first(words: Iterable[str]) -> dict[str, int]:
    """How often each word comes."""
    counts = Counter(words)
    return {word: counts[word] for word in sorted(counts, key=lambda word: (-counts[word], word))}


def undone() -> Exists:
    """Whether what a row tells was undone within its 30 seconds."""
    same = Entry.objects.filter(case_id=OuterRef("case_id"), decision_id=OuterRef("decision_id"))
    return Exists(same.filter(Q(act="undone") | Q(act="parted", facts__contains={"undone": True})))


def decisions(since: datetime, until: datetime) -> Any:
    """The rows of what came into force then and was not undone."""
    return Entry.objects.filter(act__in=DECIDED, at__gte=since, at__lt=until).filter(~undone())


def cases_decided(since: datetime, until: datetime) -> Any:
    """The same, a row for each case."""
    return Entry.objects.filter(act__in=CASES_DECIDED, at__gte=since, at__lt=until).filter(~undone())


def of_decisions(since: datetime, until: datetime) -> Numbers:
    """What was decided, in six ways."""
    fields = ("at", "rule_key", "content", "person", "is_automatic", "subject_type")
    made = list(decisions(since, until).order_by("pk").values(*fields))
    return {
        "decisions": len(made),
        "by_month": dict(sorted(Counter(f"{timezone.localtime(row['at']):%Y-%m}" for row in made).items())),
        "by_rule": greatest_first(row["rule_key"] for row in made),
        "by_content": greatest_first(row["content"] for row in made),
        "by_person": greatest_first(row["person"] for row in made),
        "by_kind": greatest_first(row["subject_type"] for row in made),
        "by_decider": greatest_first("rule" if row["is_automatic"] else "human" for row in made),
    }


def of_appeals(since: datetime, until: datetime) -> Numbers:
    """What was reversed and appealed."""
    found = Entry.objects.filter(act__in=("reversed", "appealed", *APPEAL_ENDS), at__gte=since, at__lt=until)
    acts = Counter(found.values_list("act", flat=True))
    return {
        "reversed": acts["reversed"],
        "appeals": acts["appealed"],
        "appeals_by_outcome": {act: acts[act] for act in APPEAL_ENDS if acts[act]},
    }
