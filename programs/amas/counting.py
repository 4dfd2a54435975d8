"""How many questions are answered, and how many wait: the same numbers for everybody, on open pages as they change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from programs.amas.models import AmaQuestion
from programs.amas.seeing import APART, OPEN, WAITING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from programs.series.occurrences import Occurrence

_FOR_ALL = OPEN & APART
NUMBERS = {
    "all_asked": Count("pk", filter=_FOR_ALL),
    "all_answered": Count("pk", filter=_FOR_ALL & Q(answered_at__isnull=False)),
    "all_waiting": Count("pk", filter=_FOR_ALL & WAITING),
}
"""For a page that counts questions anyway."""


@dataclass(frozen=True)
class SoFar:
    """Of the questions everybody may read, merged ones counted as one; what is set aside does not wait."""

    asked: int
    answered: int
    waiting: int

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> SoFar:
        """From what NUMBERS counted."""
        return cls(counts["all_asked"], counts["all_answered"], counts["all_waiting"])


def so_far(occurrence: Occurrence) -> SoFar:
    """The numbers of an AMA: one query."""
    return SoFar.of(AmaQuestion.objects.filter(occurrence=occurrence).aggregate(**NUMBERS))
