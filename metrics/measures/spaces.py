"""One measure space by space, as far as whoever looks may know of the space."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from community.spaces.models import Space
from metrics.measures.models import Score
from metrics.measures.wording import worded

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from metrics.measures.asking import Asked
    from metrics.measures.measure import Measure


@dataclass(frozen=True)
class InSpace:
    """What a measure says of a space; nothing of one that is not told."""

    space: Space
    value: float | None = None
    words: str = ""
    is_withheld: bool = False
    query: str = ""


def by_space(measure: Measure, asked: Asked, viewer: Viewer) -> list[InSpace]:
    """Spaces with something to tell, in their order, as the night kept them. Two queries.

    Which ones stay untold was decided over all spaces, also those the viewer does not see: nothing can be subtracted.
    """
    if not measure.has_spaces or asked.segment is not None or asked.space is not None:
        return []
    kept = Score.objects.filter(measure=measure.key, days=asked.days, day=asked.end, space__isnull=False)
    scores = {score.space_id: score for score in kept.only("space", "value", "is_withheld")}
    spaces = Space.objects.visible_to(viewer).filter(deleted_at=None).order_by("position", "pk")
    found = ((space, scores.get(space.pk)) for space in spaces)
    return [_told(measure, asked, space, score) for space, score in found if score and _says_something(score)]


def _says_something(score: Score) -> bool:
    return score.is_withheld or score.value is not None


def _told(measure: Measure, asked: Asked, space: Space, score: Score) -> InSpace:
    query = asked.of_space(space)
    if score.is_withheld or score.value is None:
        return InSpace(space, is_withheld=True, query=query)
    return InSpace(space, score.value, worded(measure.unit, score.value), query=query)
