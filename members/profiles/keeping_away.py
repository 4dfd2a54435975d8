"""Who does not want to be known by whom. Blocking stands further up; it tells here whom it concerns."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member

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


Pairs = Callable[[Collection[int]], set[tuple[int, int]]]
_ASKED_IN_PAIRS: list[Pairs] = []


def ask_in_pairs(pairs: Pairs) -> None:
    """From now on, also ask this who of some members blocked whom of them: (who blocked, who is blocked)."""
    _ASKED_IN_PAIRS.append(pairs)


def apart(members: Collection[Member]) -> set[tuple[int, int]]:
    """Who of these members blocked whom; nobody can keep away from the team. One query for each who tells."""
    if len(members) < 2:
        return set()
    team = {member.pk for member in members if member.is_moderator}
    told = set[tuple[int, int]]().union(*(pairs([member.pk for member in members]) for pairs in _ASKED_IN_PAIRS))
    return {(blocker, blocked) for blocker, blocked in told if blocked not in team}
