"""No number about fewer than five people, also not by reckoning with two others."""

from __future__ import annotations

from collections.abc import Sequence

LEAST = 5
"""People a number must rest on to be told: of fewer, whoever knows some of them knows the rest."""


def is_withheld(people: int, whole: int | None = None) -> bool:
    """Whether a number about `people` stays untold: they are few, or those who are missing from the whole are.

    Nobody at all is no secret: there is no one whom it would tell of.
    """
    return 0 < people < LEAST or (whole is not None and 0 < whole - people < LEAST)


def withhold_parts(parts: Sequence[int]) -> list[bool]:
    """Which parts of one whole stay untold, if the whole and all other parts are told.

    The small ones, and then the smallest of the others until what is missing is at least two parts and five people:
    a single gap could be filled in by subtracting.
    """
    untold = [0 < people < LEAST for people in parts]
    while any(untold):
        missing = [people for people, hidden in zip(parts, untold, strict=True) if hidden]
        if len(missing) > 1 and sum(missing) >= LEAST:
            break
        others = [(people, place) for place, people in enumerate(parts) if people and not untold[place]]
        if not others:
            break
        untold[min(others)[1]] = True
    return untold
