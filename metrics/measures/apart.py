"""Waiting told apart: by whom the reply came, and whether the author was new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.segments.counting import TookTooLong, in_time
from metrics.measures.measure import Cut, Unit
from metrics.measures.survival import By, curve
from metrics.measures.withholding import is_withheld, withhold_parts
from metrics.measures.wording import worded

if TYPE_CHECKING:
    from metrics.measures.asking import Asked
    from metrics.measures.survival import Curve

WITHIN = (1, 24, 168)
"""Hours."""
NAMES = (
    gettext_lazy("Until a member replied"),
    gettext_lazy("Until the team replied"),
    gettext_lazy("Threads of newcomers"),
    gettext_lazy("Threads of others"),
)


@dataclass(frozen=True)
class Part:
    """One way to look at the waiting, in words; only its name where it is not told."""

    name: str
    threads: int = 0
    median: str = ""
    p90: str = ""
    within: tuple[str, ...] = ()
    is_withheld: bool = False


def parts_of(asked: Asked) -> list[Part]:
    """By whom, and of whom: four queries, eight of a cut; none where they take too long, or nobody opened a thread.

    A reply of the team ends no waiting for one of a member, and the other way round. Newcomers and others are two parts
    of one whole: where one is not told, neither is the other. Each part of a space or of a segment is held against the
    same part of everybody, or the few who are missing from it could be reckoned.
    """
    try:
        with in_time():
            found = _curves(asked, asked.cut)
            whole = found if asked.cut.is_whole else _curves(asked, Cut())
    except TookTooLong:
        return []
    hidden = [is_withheld(one.people, of.people) for one, of in zip(found, whole, strict=True)]
    hidden[2:] = [any((*hidden[2:], *withhold_parts([one.people for one in found[2:]])))] * 2
    told = zip(NAMES, found, hidden, strict=True)
    return [_part(str(name), one, is_hidden) for name, one, is_hidden in told if one.of]


def _curves(asked: Asked, cut: Cut) -> list[Curve]:
    """In the order of their names."""
    at = asked.end, asked.days, cut
    by = [curve(*at, by=By.PEER), curve(*at, by=By.STAFF)]
    return [*by, curve(*at, newcomer=True), curve(*at, newcomer=False)]


def _part(name: str, one: Curve, is_hidden: bool) -> Part:
    if is_hidden:
        return Part(name, is_withheld=True)
    within = tuple(worded(Unit.PERCENT, one.share_within(hours) or 0) for hours in WITHIN)
    return Part(name, one.of, _until(one.median), _until(one.p90), within)


def _until(hours: float | None) -> str:
    """How long, or that the curve does not come so far."""
    return worded(Unit.HOURS, hours) if hours is not None else _("still waiting")
