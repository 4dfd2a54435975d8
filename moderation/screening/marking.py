"""Which words of a thing are marked on the page of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moderation.review.neighbours import marks
from moderation.screening.hits import Hit

if TYPE_CHECKING:
    from moderation.review.cases import Case


@marks
def words_of(case: Case) -> list[str]:
    """The words in which rules found the thing of a case; the longest first, so that no part of one stands alone."""
    rows = Hit.objects.real().filter(subject_type=case.subject_type, subject_id=case.subject_id)
    words = {word for hit in rows.order_by("-pk")[:20] for word in hit.marked}
    return sorted(words, key=lambda word: (-len(word), word))
