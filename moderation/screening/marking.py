"""What was found in a thing, and which of its words are marked for that on the page of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moderation.review.asking import asked_once
from moderation.review.neighbours import marks
from moderation.screening.hits import Hit

if TYPE_CHECKING:
    from moderation.review.cases import Case


LOOKED_BACK, MARKED = 60, 20


@asked_once
def hits_of_thing(subject_type: str, subject_id: int) -> list[Hit]:
    """The latest hits of a thing, the newest first, the shadow ones too; one query for all who show them."""
    rows = Hit.objects.filter(subject_type=subject_type, subject_id=subject_id)
    return list(rows.select_related("version__rule").order_by("-pk")[:LOOKED_BACK])


@marks
def words_of(case: Case) -> list[str]:
    """The words in which rules found the thing of a case; the longest first, so that no part of one stands alone."""
    real = [hit for hit in hits_of_thing(case.subject_type, case.subject_id) if not hit.is_shadow]
    words = {word for hit in real[:MARKED] for word in hit.marked}
    return sorted(words, key=lambda word: (-len(word), word))
