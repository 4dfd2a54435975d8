"""What was found in a thing, and which of its words are marked for that on the page of a case, and its labels."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Q

from moderation.review.asking import asked_once
from moderation.review.neighbours import Thing, labels, marks
from moderation.screening.hits import Hit
from moderation.screening.rules import Action

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


@labels
def labels_of(things: Collection[Thing]) -> dict[Thing, list[str]]:
    """What rules call these things; of one thing, out of what its page asks for anyway."""
    found: dict[Thing, list[str]] = {}
    for hit in _labelling(things):
        words = found.setdefault((hit.subject_type, hit.subject_id or 0), [])
        label = hit.version.label or hit.version.name if hit.version is not None else ""
        if label and label not in words:
            words.append(label)
    return found


def _labelling(things: Collection[Thing]) -> Iterable[Hit]:
    """The hits of these things that label, the first one first."""
    if len(things) == 1:
        hits = [hit for thing in things for hit in hits_of_thing(*thing)]
        return [hit for hit in reversed(hits) if hit.action == Action.LABEL and not hit.is_shadow]
    kinds = {kind: [pk for key, pk in things if key == kind] for kind, _pk in things}
    those = reduce(or_, (Q(subject_type=kind, subject_id__in=pks) for kind, pks in kinds.items()))
    rows: Iterable[Hit] = Hit.objects.real().filter(those, action=Action.LABEL).select_related("version").order_by("pk")
    return rows
