"""Parts of pages that are the same for all who hear a channel: what open pages fetch when they are told of a change.

Five hundred pages that are told of one answer ask for it within a moment. A view would ask for each of them who they
are and what they see; `/live/part/` (config/live/) answers whoever holds a stream with that channel, and draws once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils import timezone, translation

if TYPE_CHECKING:
    from collections.abc import Callable

    Draw = Callable[[int, str], str | None]

_draws: dict[str, Draw] = {}


def part(kind: str) -> Callable[[Draw], Draw]:
    """Register how parts of a kind of channel are drawn: `def draw(id, name) -> str | None`.

    It is asked without a viewer: what it returns is for everybody who may hear the channel, and None is 404.
    """

    def register(draw: Draw) -> Draw:
        _draws[kind] = draw
        return draw

    return register


def has_parts(channel: str) -> bool:
    """Whether pages that hear this channel fetch parts."""
    return channel.partition(":")[0] in _draws


def drawn(channel: str, name: str, language: str, zone: str) -> str | None:
    """A part in a language and a time zone; None for what is not there. Asks the database."""
    kind, _, number = channel.partition(":")
    with translation.override(language), timezone.override(zone):
        return _draws[kind](int(number or 0), name)


def address_of(channel: str, name: str) -> str:
    """Where a page that hears the channel fetches the part, as its reader reads it."""
    asked = {"c": channel, "p": name, "l": translation.get_language(), "z": timezone.get_current_timezone_name()}
    return f"/live/part/?{urlencode(asked)}"
