"""What the house proposes before anybody decides: the next step for the person, and words. Rooms register theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.guidelines.models import Rule
    from moderation.review.cases import Case
    from moderation.review.subjects import Item


@dataclass(frozen=True)
class Step:
    """The next step for a person, by their live strikes and the severity; a human confirms it."""

    person: str
    days: int | None = None
    number: int = 1
    of: int = 3
    expires_at: datetime | None = None
    why: str = ""
    """One sentence: which strikes count, and what follows from them."""


@dataclass(frozen=True)
class Draft:
    """Words a moderator can begin with."""

    key: str
    label: str
    tone: str
    words: str


type Maker = Callable[[Case, Item | None, str, str, Rule | None, Member, int | None], list[Draft]]

_STEPS: list[Callable[[Case], Step | None]] = []
_DRAFTS: list[Maker] = []
_TONES: list[tuple[str, Any]] = []


def steps(rule: Callable[[Case], Step | None]) -> Callable[[Case], Step | None]:
    """Let a room propose the next step (the strikes do)."""
    _STEPS[:] = [rule]
    return rule


def drafts(maker: Maker) -> Maker:
    """Let a room propose words (the response templates do): (case, item, content, person, rule, moderator, days)."""
    _DRAFTS[:] = [maker]
    return maker


def tones(known: Iterable[tuple[str, Any]]) -> None:
    """Let a room say in which tones it proposes words, each with its name; a case begins with the first."""
    _TONES[:] = known


def tones_known() -> list[tuple[str, Any]]:
    """The tones there are words in."""
    return list(_TONES)


def next_step(case: Case) -> Step | None:
    """The proposed next step for the person a case is about."""
    return next((step for rule in _STEPS if (step := rule(case)) is not None), None)


def drafts_for(
    case: Case, item: Item | None, content: str, person: str, rule: Rule | None, by: Member, *, days: int | None = None
) -> list[Draft]:
    """Words to begin with, in the member's language, one of each tone; empty if there are none.

    `days` is how long a silence or a suspension lasts; None while nobody said it.
    """
    return [draft for maker in _DRAFTS for draft in maker(case, item, content, person, rule, by, days)]
