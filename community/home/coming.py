"""What is coming up, for home: an app further up says what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from members.profiles.models import Member


@dataclass(frozen=True)
class Coming:
    """One thing with its date; the address is empty where there is no place for it yet."""

    starts_at: datetime
    title: str
    url: str
    kind: str


_ASKED: list[Callable[[Member], list[Coming]]] = []


def register(ask: Callable[[Member], list[Coming]]) -> None:
    """Ask this for what is coming up: with one query."""
    _ASKED.append(ask)


def coming_up(member: Member) -> list[Coming]:
    """What a member may know of, the next first."""
    return sorted((one for ask in _ASKED for one in ask(member)), key=lambda one: one.starts_at)
