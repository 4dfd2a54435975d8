"""How like two texts are: the same but for case and signs, or by the share of three letters in common."""

from __future__ import annotations

from functools import lru_cache

from moderation.screening.postings import words_in

NEARLY = 0.8
LOOKED_AT, LEAST = 600, 20
"""How many characters of a text are compared; what is shorter than 20 is like nothing but itself."""


@lru_cache(maxsize=512)
def _folded(text: str) -> str:
    return " ".join(words_in(text[: LOOKED_AT * 2]))[:LOOKED_AT]


@lru_cache(maxsize=512)
def _thirds(folded: str) -> frozenset[str]:
    return frozenset(folded[at : at + 3] for at in range(len(folded) - 2))


def same(one: str, other: str) -> bool:
    """Whether they are the same words; never for what is very short."""
    folded = _folded(one)
    return len(folded) >= LEAST and folded == _folded(other)


def likeness(one: str, other: str) -> float:
    """From 0 to 1."""
    first, second = _folded(one), _folded(other)
    if min(len(first), len(second)) < LEAST or not 0.5 <= len(first) / len(second) <= 2:
        return 0.0
    a, b = _thirds(first), _thirds(second)
    return len(a & b) / len(a | b)
