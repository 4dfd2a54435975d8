"""Did you mean: the same words without typing errors, as they stand in a thread that was found instead."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from community.search.accents import unaccented
from community.search.marking import LOOKED_AT
from community.search.parsing import Query, Term
from community.search.tongues import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from community.search.finding import Found
    from community.search.showing import Hit


def did_you_mean(found: Found, shown: Sequence[Hit]) -> Query | None:
    """The same search, filters included, put right with the words of a thread that is shown; None if none fits."""
    for hit in shown:
        said = f"{hit.thread.title} {hit.document.text[:LOOKED_AT]}"
        there = {unaccented(word): word.lower() for word in words_of(said)}
        right = [
            _put_right(term, there, found.asking.others.get(unaccented(term.text), [])) for term in found.query.wanted
        ]
        if right != found.query.wanted:
            return replace(found.query, terms=(*right, *found.query.unwanted), is_typing=False)
    return None


def _put_right(term: Term, there: dict[str, str], others: list[str]) -> Term:
    if term.is_phrase or unaccented(term.text) in there:
        return term
    return next((Term(there[other]) for other in others if other in there), term)
