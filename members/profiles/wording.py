"""Interests and fields of expertise under the names the community gives things; whoever keeps names registers here."""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.db import connection

Naming = Callable[[Collection[str]], dict[str, str]]
"""Of these words, as tags are written, the ones that are other names, each with the name itself."""

_NAMINGS: list[Naming] = []


def names_things(naming: Naming) -> Naming:
    """Register what knows of other names."""
    _NAMINGS.append(naming)
    return naming


def as_tag(word: str) -> str:
    """A word of a profile as tags are written: small, with hyphens."""
    return "-".join(word.lower().split())


def under_their_names(words: list[str]) -> list[str]:
    """The words in order, other names of a thing replaced by its name, each once; one query for those who know."""
    known: dict[str, str] = {}
    for naming in _NAMINGS:
        known |= naming({as_tag(word) for word in words})
    return list(dict.fromkeys(known.get(as_tag(word), word) for word in words))


# Each word stays once, where it first stood.
_RENAME = """
UPDATE members_member SET {field} = ARRAY(
    SELECT word FROM (
        SELECT word, min(place) AS place FROM (
            SELECT CASE WHEN lower(replace(said, ' ', '-')) = %(old)s THEN %(new)s ELSE said END AS word, place
            FROM unnest({field}) WITH ORDINALITY u (said, place)
        ) renamed GROUP BY word
    ) once ORDER BY place
)
WHERE id IN (
    SELECT id FROM members_member
    WHERE EXISTS (SELECT FROM unnest({field}) AS said WHERE lower(replace(said, ' ', '-')) = %(old)s)
    ORDER BY id LIMIT %(batch)s FOR NO KEY UPDATE
)
"""


def rename_words(old: str, new: str, *, batch: int) -> int:
    """Let profiles that name a thing by another name name it by its own, at most `batch` for each list; how many."""
    done = 0
    with connection.cursor() as cursor:
        for field in ("interests", "expertise"):
            cursor.execute(_RENAME.format(field=field), {"old": old, "new": new, "batch": batch})
            done += cursor.rowcount
    return done
