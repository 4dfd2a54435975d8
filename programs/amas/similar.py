"""Questions like the one that is being typed: so that one votes for what was asked already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moderation.screening.postings import words_in
from programs.amas.models import AmaQuestion

if TYPE_CHECKING:
    from programs.series.occurrences import Occurrence

MOST, LOOKED_AT, STEM, SHORTEST = 3, 500, 4, 4
ALIKE = 0.5
"""So much of the shorter question has to stand in the other one."""


def _stems(words: str) -> set[str]:
    """The longer words, cut to how they begin: endings differ, above all in Finnish and Hungarian."""
    return {word[:STEM] for word in words_in(words) if len(word) >= SHORTEST}


def similar(occurrence: Occurrence, typed: str) -> list[AmaQuestion]:
    """At most three open questions that share words with this one, the most alike first: one query."""
    wanted = _stems(typed)
    if not wanted:
        return []
    rows = AmaQuestion.objects.open().apart().filter(occurrence=occurrence).order_by("-votes_count", "pk")[:LOOKED_AT]
    scored = []
    for place, one in enumerate(rows):
        stems = _stems(one.words)
        alike = len(wanted & stems) / max(1, min(len(wanted), len(stems)))
        if alike >= ALIKE and (len(wanted & stems) > 1 or len(wanted) == 1):
            scored.append((-alike, place, one))
    return [one for _alike, _place, one in sorted(scored, key=lambda found: found[:2])[:MOST]]
