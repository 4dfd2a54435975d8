"""Which numbers of the funnel are told: none about fewer than five people, also not by subtracting two others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrics.measures.withholding import is_withheld, withhold_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metrics.funnel.counting import Counts


def untold(counts: Counts, source: str = "", whole: Counts | None = None) -> list[bool]:
    """For each of the four steps, whether its number stays untold; `whole` is everybody, if `counts` are a segment's.

    Who stopped between two steps is their difference, so a number that is told is as far from the one before that is
    told as five people, or the same. Sources of one step are parts of one whole.
    """
    came = counts.of(source).came
    hidden = [False] * len(came)
    if source:
        hidden = [_of_source(counts, source, step) for step in range(len(came))]
    if whole is not None:
        others = whole.of(source).came
        hidden = [
            is_hidden or is_withheld(came[step], others[step]) or _of_source(whole, source, step)
            for step, is_hidden in enumerate(hidden)
        ]
    return _down(came, hidden)


def _of_source(counts: Counts, source: str, step: int) -> bool:
    if not source or source not in counts.by_source:
        return False
    names = sorted(counts.by_source)
    return withhold_parts([counts.by_source[name].came[step] for name in names])[names.index(source)]


def _down(came: Sequence[int], hidden: Sequence[bool]) -> list[bool]:
    """Step by step: small ones, and those whose difference from the last one told is small."""
    found: list[bool] = []
    last: int | None = None
    for people, is_hidden in zip(came, hidden, strict=True):
        untold = is_hidden or is_withheld(people, last)
        found.append(untold)
        if not untold:
            last = people
    return found
