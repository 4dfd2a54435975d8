"""Guides that look like the thread somebody begins to write; they stand before the threads that do."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import TrigramWordSimilarity

from community.composing.lookalikes import ALIKE, SHARE, WORDS_AT_LEAST, lexemes, share_of
from community.search.accents import unaccented
from community.search.models import SearchDocument
from community.search.registry import SHELVES, Find
from community.spaces.seeing import visible_space_ids

if TYPE_CHECKING:
    from config.lib.audience import Viewer

MOST = 2
COMPARED = 600


def leading(viewer: Viewer, title: str) -> list[Find]:
    """Up to two guides with a title like this one, likest first; at most three queries, two where there are none."""
    title = " ".join(title.replace("\0", "").split())
    if len(title.split()) < WORDS_AT_LEAST:
        return []
    space_ids = visible_space_ids(viewer)
    readable = reduce(or_, (shelf.readable_in(space_ids) for shelf in SHELVES.values()))
    any_word = {language: " | ".join(each) for language, each in lexemes(title).items() if len(each) > 1}
    found: Any = SearchDocument.objects.filter(readable, kind__in=SHELVES).order_by("-pk")
    alike = TrigramWordSimilarity(unaccented(title), "folded")
    found = found.annotate(share=share_of(any_word), alike=alike)[:COMPARED]
    rows = [
        (share + alike, kind, pk)
        for kind, pk, share, alike in found.values_list("kind", "object_id", "share", "alike")
        if alike >= ALIKE or share >= SHARE
    ]
    best = [(kind, pk) for _likeness, kind, pk in sorted(rows, reverse=True)[:MOST]]
    shown = {kind: shelf.finds(viewer, [pk for one, pk in best if one == kind]) for kind, shelf in SHELVES.items()
             if any(one == kind for one, _pk in best)}  # fmt: skip
    return [shown[kind][pk] for kind, pk in best if pk in shown[kind]]
