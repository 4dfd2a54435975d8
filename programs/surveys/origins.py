"""Where a survey was made: rooms that make surveys say so here, and the pages of its questions lead back there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from programs.series.models import Program


@dataclass(frozen=True)
class Origin:
    """What a survey is about, and where it is sent from."""

    words: str
    url: str


ORIGINS: list[Callable[[Program], Origin | None]] = []


def register(asked: Callable[[Program], Origin | None]) -> None:
    """Let a room say which surveys are its own."""
    ORIGINS.append(asked)


def origin_of(program: Program) -> Origin | None:
    """Where a survey was made; None for one that was planned like every program."""
    return next((found for asked in ORIGINS if (found := asked(program)) is not None), None)
