"""Did you mean: the same words without typing errors, taken from titles the reader may see."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import F

from community.search.folding import fold
from community.search.models import SearchDocument
from community.search.parsing import Query, Term
from community.search.tongues import words_of

if TYPE_CHECKING:
    from community.search.finding import Found

LOOKED_THROUGH = 5_000
"""Only the newest titles are compared, so that a search without result stays quick in a large community."""
CLOSEST = 40
MOST_WORDS = 6
LIKELY = 0.3
SHORTEST = 3


def did_you_mean(found: Found) -> Query | None:
    """The same search, filters included, with words that stand in one title; None if none comes close. One query."""
    typed = [word for term in found.query.wanted for word in words_of(term.text)][:MOST_WORDS]
    if not any(len(word) >= SHORTEST for word in typed):
        return None
    titles = SearchDocument.objects.in_spaces(found.space_ids).titled().readable_in(found.space_ids)
    newest = titles.filter(found.conditions).order_by("-pk").values("pk")[:LOOKED_THROUGH]
    alike = sum(
        (TrigramWordSimilarity(fold(word), "folded") for word in typed[1:]),
        TrigramWordSimilarity(fold(typed[0]), "folded"),
    )
    closest = SearchDocument.objects.filter(pk__in=newest).annotate(alike=alike).filter(alike__gte=LIKELY * len(typed))
    best: tuple[int, list[str]] | None = None
    for title in closest.order_by(F("alike").desc(), "-pk").values_list("title", flat=True)[:CLOSEST]:
        one = _put_right(typed, words_of(title))
        if one and (best is None or one[0] < best[0]):
            best = one
    if best is None or [fold(word) for word in best[1]] == [fold(word) for word in typed]:
        return None
    return replace(found.query, terms=tuple(Term(word) for word in best[1]), is_typing=False)


def _put_right(typed: list[str], title: list[str]) -> tuple[int, list[str]] | None:
    """How many letters are wrong and the words put right, if the title has a word close to each that was typed."""
    wrong, right = 0, []
    for word in typed:
        near = min(((distance(fold(word), fold(other)), other) for other in title), default=None)
        allowed = 0 if len(word) < SHORTEST else 1 if len(word) < 6 else 2
        if near is None or near[0] > allowed:
            return None
        wrong += near[0]
        right.append(near[1].lower() if near[0] else word)
    return wrong, right


def distance(one: str, other: str) -> int:
    """Letters to add, leave out, change or swap with their neighbour to make one word of the other."""
    if abs(len(one) - len(other)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, above, row = row, before, [i]
        for j, b in enumerate(other, 1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b)))
            if above and j > 1 and a == other[j - 2] and one[i - 2] == b:
                row[j] = min(row[j], above[j - 2] + 1)
    return row[-1]
