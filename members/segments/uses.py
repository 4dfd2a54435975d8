"""What rests on a segment, such as a badge, and what another rule means for it; rooms that use segments say it here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from members.segments.models import Segment


@dataclass(frozen=True)
class Use:
    """One thing that rests on a segment."""

    name: str
    """What it is and what it is called."""
    url: str
    then: str
    """What another rule changes for it, and for whom it changes nothing, in a sentence."""


type Uses = Callable[[Segment], Iterable[Use]]
_ASKED: list[Uses] = []


def rests_on_segments(uses: Uses) -> Uses:
    """From now on, also ask this for what uses a segment."""
    _ASKED.append(uses)
    return uses


def uses_of(segment: Segment) -> list[Use]:
    """Everything that rests on a segment now. A query or two for each room that tells."""
    return [use for uses in _ASKED for use in uses(segment)]
