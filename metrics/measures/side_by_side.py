"""Every measure of many spaces at once, for whoever compares them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from metrics.measures.all import MEASURES
from metrics.measures.models import MeasureRule, Score
from metrics.measures.reading import reading_of, row_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from metrics.measures.reading import Reading, Row


def scores_of_spaces(spaces: Collection[int], days: int, end: date) -> dict[int, dict[str, Reading]]:
    """By space and key, the same readings as of each space alone, without their lines. Two queries for all of them.

    Which ones stay untold was decided when they were made, over all spaces, also those that are not asked for.
    """
    found: dict[tuple[int | None, str], dict[date, Row]] = {}
    moments = (end, end - timedelta(days=days))
    for score in Score.objects.filter(space__in=spaces, days=days, day__in=moments):
        found.setdefault((score.space_id, score.measure), {})[score.day] = row_of(score)
    rules = {rule.measure: rule for rule in MeasureRule.objects.select_related("owner")}
    measures = [one for one in MEASURES.values() if one.has_spaces]
    return {
        space: {
            one.key: reading_of(one, days, end, found.get((space, one.key), {}), rules.get(one.key))
            for one in measures
        }
        for space in spaces
    }  # fmt: skip
