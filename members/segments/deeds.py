"""What members do, in words that fit after "Members who": apps name the verbs of theirs that may be asked about."""

from __future__ import annotations

from members.segments.predicates import Said

DEEDS: dict[str, Said] = {}


def deed(verb: str, words: Said) -> None:
    """Let rules ask whether a member did this. What somebody does for themself alone, such as blocking, is no deed.

    Raises ValueError for a verb that has words already.
    """
    if verb in DEEDS:
        raise ValueError(f"The deed {verb!r} has words already.")
    DEEDS[verb] = words


def deeds() -> list[tuple[str, Said]]:
    """All of them, by their words."""
    return sorted(DEEDS.items(), key=_words)


def _words(pair: tuple[str, Said]) -> str:
    return str(pair[1]).lower()
