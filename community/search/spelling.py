"""Words that occur: how a beginning goes on, and what somebody meant who got a letter or two wrong.

Two words that are at most two letters apart become the same when up to two letters are left out of each. So every word
is kept with the keys of what remains of its beginning, and those that share a key with a typed word are compared with
it: a search touches some hundred words, however many there are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any
from zlib import crc32

from django.db.models import F, Value
from django.db.models.functions import Length

from community.search.accents import unaccented
from community.search.models import SearchWord
from community.search.tongues import words_of

SHORTEST = 4
"""Shorter words are found as they stand: with a letter wrong they are other words."""
SHORTEST_FOR_TWO = 6
BEGINNING = 7
"""The keys are made of so many letters; the rest is only compared."""
COMPARED = 2_000
CLOSEST = 8
ENDINGS = 12
MOST_WORDS = 6


def occurring(text: str) -> set[str]:
    """The words of a text that are worth knowing."""
    return {
        word for word in words_of(unaccented(text)) if SHORTEST <= len(word) <= SearchWord.LONGEST and word.isalpha()
    }


def learn(words: Iterable[str]) -> None:
    """Know these words from now on. One order for everybody, so that two writers never wait for each other."""
    wanted = set(words)
    new = sorted(wanted.difference(SearchWord.objects.filter(pk__in=wanted).values_list("pk", flat=True)))
    SearchWord.objects.bulk_create([SearchWord(word=word, keys=keys(word)) for word in new], ignore_conflicts=True)


def keys(word: str) -> list[int]:
    """Numbers for what remains of the beginning of a word without any one or two of its letters."""
    start = word[:BEGINNING]
    left = {start}
    for count in (1, 2):
        left |= {"".join(kept) for kept in combinations(start, max(len(start) - count, 1))}
    return sorted({crc32(rest.encode()) - 2**31 for rest in left})


@dataclass
class Alike:
    """Words that occur and may be meant by those that were typed."""

    endings: list[str] = field(default_factory=list)
    """How the half-typed word may go on, shortest first."""
    near: dict[str, list[str]] = field(default_factory=dict)
    """Typed word without accents -> words that are like it but for a letter or two, closest first."""


def alike(typed: Iterable[str], beginning: str) -> Alike:
    """What may be meant by these words, the last of them perhaps only begun; at most one query."""
    asked = {word: wrong for word in list(map(unaccented, typed))[:MOST_WORDS] if (wrong := _allowed(word))}
    start = unaccented(beginning)
    parts = [_sharing_keys(asked)] if asked else []
    if len(start) >= SHORTEST and start.isalpha():
        going_on = SearchWord.objects.filter(word__startswith=start).order_by(Length("word"), "word")
        parts.append(going_on.values_list("word", Value(True))[:ENDINGS])
    if not parts:
        return Alike()
    first, *rest = parts
    known = list(first.union(*rest, all=True) if rest else first)
    others = [word for word, goes_on in known if not goes_on]
    return Alike(
        sorted((word for word, goes_on in known if goes_on), key=lambda word: (len(word), word)),
        {word: found for word, wrong in asked.items() if (found := _closest(word, others, wrong))},
    )


def _sharing_keys(asked: Collection[str]) -> Any:
    every = {key for word in asked for key in keys(word)}
    sharing = SearchWord.objects.filter(keys__overlap=sorted(every)).annotate(letters=Length(F("word")))
    sharing = sharing.filter(letters__gte=min(map(len, asked)) - 2, letters__lte=max(map(len, asked)) + 2)
    return sharing.values_list("word", Value(False))[:COMPARED]


def _allowed(word: str) -> int:
    """How many letters may be wrong."""
    return 0 if len(word) < SHORTEST or not word.isalpha() else 1 if len(word) < SHORTEST_FOR_TWO else 2


def _closest(word: str, known: list[str], wrong: int) -> list[str]:
    letters = set(word)
    alike = [one for one in known if len(letters ^ set(one)) <= 2 * wrong and one != word]
    measured = sorted((distance(word, one), one[0] != word[0], one) for one in alike)
    return [one for apart, _, one in measured if apart <= wrong][:CLOSEST]


def distance(one: str, other: str) -> int:
    """Letters to add, leave out, change or swap with their neighbour to make one word of the other; 3 is "many"."""
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
