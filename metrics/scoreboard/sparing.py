"""Stricter for hosts: a share is also kept from them where fewer than five people are in it, or are left out of it.

A number rests on everybody it asks about; two of a hundred are two people all the same, whom a host may well know.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Q

from metrics.measures.keeping import ends_of
from metrics.measures.models import Score
from metrics.measures.withholding import LEAST
from metrics.rollups.days import week_ends

if TYPE_CHECKING:
    from datetime import date

    from metrics.measures.measure import Cut
    from metrics.measures.reading import Reading

OF_PEOPLE = (
    "activity-rate", "activated-7", "activated-14", "active-authors", "newcomers-back", "retention-4w", "retention-8w",
    "visitor-to-poster",
)  # fmt: skip
"""Shares whose parts are people; those of threads and posts tell of no more than everybody can read."""


def spare(readings: dict[str, Reading], cut: Cut, days: int, end: date) -> dict[str, Reading]:
    """The same numbers without those of few people, in the weeks before, too. One query."""
    few = Q(top__gt=0, top__lt=LEAST) | Q(of__gt=F("top"), of__lt=F("top") + LEAST)
    rows = Score.objects.filter(few, space=cut.space, days=days, day__in=ends_of(end, days), measure__in=OF_PEOPLE)
    hidden: dict[str, set[date]] = {}
    for measure, day in rows.values_list("measure", "day"):
        hidden.setdefault(measure, set()).add(day)
    return {key: _spared(one, hidden[key]) if key in hidden else one for key, one in readings.items()}


def _spared(reading: Reading, days: set[date]) -> Reading:
    earlier = reading.end - timedelta(days=reading.days)
    line = [None if day in days else value for day, value in zip(week_ends(reading.end), reading.line, strict=True)]
    before = None if earlier in days else reading.before
    if reading.end not in days:
        return replace(reading, line=line, before=before)
    return replace(reading, line=line, before=before, value=None, top=None, of=0, people=0, is_withheld=True)
