"""Who does not want to be known by whom. Blocking stands further up; it tells here whom it concerns."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from config.lib.audience import Viewer

Blockers = Callable[["Viewer"], frozenset[int]]
_ASKED: list[Blockers] = []


def ask(blockers: Blockers) -> None:
    """From now on, also ask this for the ids of the members who blocked a viewer."""
    _ASKED.append(blockers)


def who_keeps_away_from(viewer: Viewer) -> frozenset[int]:
    """Ids of everybody who blocked the viewer; nobody can keep away from the team."""
    if not viewer.is_authenticated or viewer.is_moderator:
        return frozenset()
    return frozenset[int]().union(*(blockers(viewer) for blockers in _ASKED))
