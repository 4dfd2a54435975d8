"""What somebody can be thanked for, beside themself: apps register their things here, such as posts."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from config.lib.audience import Viewer
    from members.profiles.models import Member
    from members.recognition.evidence import Thing


@dataclass(frozen=True)
class About:
    """One thing somebody is thanked for: its kind and number."""

    kind: str
    pk: int


class Thankable(ABC):
    """One kind of things; answers for the rights of those who read of them."""

    kind: ClassVar[str]

    @abstractmethod
    def readable(self, viewer: Viewer) -> QuerySet[Any]:
        """The ids of all of them that a reader may read, as a query."""

    @abstractmethod
    def in_the_open(self) -> QuerySet[Any]:
        """The ids of all that every member may read, as a query."""

    @abstractmethod
    def author(self, viewer: Viewer, pk: int) -> Member | None:
        """Whose it is; None where the reader may not read it."""

    @abstractmethod
    def things(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Thing]:
        """How those look that the reader may read."""


KINDS: dict[str, Thankable] = {}


def register(thankable: Thankable) -> None:
    """Let members be thanked for these. Raises ValueError for a kind used twice."""
    if thankable.kind in KINDS:
        raise ValueError(f"Thanks for {thankable.kind!r} are registered twice.")
    KINDS[thankable.kind] = thankable


def about(words: str) -> About | None:
    """What an address or a form names, such as "post:12"; None for what cannot be read."""
    kind, _colon, number = words.partition(":")
    if kind not in KINDS or not (number.isascii() and number.isdigit() and len(number) < 16):
        return None
    return About(kind, int(number))
