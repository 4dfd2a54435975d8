"""What other rooms put on a profile, such as a level; they say it here, and the page draws it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from members.profiles.showing import keeps_away

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member

type Shows = Callable[[Member, Viewer], object]
_ASKED: dict[str, Shows] = {}


def add(name: str, shows: Shows) -> None:
    """From now on, also put this on every profile, under this name. Raises ValueError for a name used twice."""
    if name in _ASKED:
        raise ValueError(f"Two rooms put {name!r} on a profile.")
    _ASKED[name] = shows


def added(member: Member, viewer: Viewer) -> dict[str, object]:
    """What there is about a member for this viewer; nothing for those they keep away from."""
    return {} if keeps_away(member, viewer) else {name: shows(member, viewer) for name, shows in _ASKED.items()}
