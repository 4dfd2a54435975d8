"""What apps further up ask of a member at the top of home: a card each, as long as it concerns them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from members.profiles.models import Member


@dataclass(frozen=True)
class Card:
    """A template, and what it draws."""

    template: str
    thing: Any


type Maker = Callable[[Member], Card | None]
"""Costs one query at most."""
_MAKERS: list[Maker] = []


def register(maker: Maker) -> None:
    """Let an app further up put its card there."""
    _MAKERS.append(maker)


def cards_for(member: Member) -> list[Card]:
    """What concerns this member now."""
    return [card for make in _MAKERS if (card := make(member)) is not None]
