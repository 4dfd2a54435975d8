"""Words that stand in no document any more are forgotten, when those who wrote them are."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

from community.search.tongues import CONFIGURATIONS

# The index finds the few documents that may hold a word; whether one does is seen in its text.
_MAY_HOLD = " || ".join(f"plainto_tsquery('{name}', w.word)" for name in sorted(set(CONFIGURATIONS.values())))
_FORGET = f"""
DELETE FROM community_searchword w WHERE w.word = ANY(%s) AND NOT EXISTS (
    SELECT FROM community_searchdocument d
    WHERE d.vector @@ ({_MAY_HOLD}) AND unaccent(lower(d.title || ' ' || d.text)) LIKE '%%' || w.word || '%%'
)
"""  # noqa: S608 - made of names that stand in the code


def forget_words(words: Collection[str]) -> int:
    """Of these words, as `occurring` gives them, forget those that no document holds; returns how many."""
    if not words:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [sorted(words)])
        return int(cursor.rowcount)
