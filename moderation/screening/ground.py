"""What screening asks of the app that has the posts: it registers one answerer, and moderation never names a post."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from moderation.screening.postings import Posting, Record

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member


@dataclass(frozen=True, eq=False)
class Past:
    """Something that was posted, with the kind and number by which cases know it."""

    key: str
    pk: int
    posting: Posting


class Ground(ABC):
    """Knows spaces and what was posted."""

    @abstractmethod
    def spaces(self, viewer: Viewer) -> list[tuple[int, str]]:
        """The spaces a viewer sees, number and name."""

    @abstractmethod
    def record(self, member: Member) -> Record:
        """What a member did before, as of now."""

    @abstractmethod
    def posted(self, since: datetime, most: int) -> Iterator[Past]:
        """What was posted since then, the newest `most` things, from the oldest on; read in batches.

        Each has a record that knows what stood before it.
        """

    @abstractmethod
    def named(self, viewer: Viewer, things: Collection[tuple[str, int]]) -> dict[tuple[str, int], tuple[str, str]]:
        """Of these things, those the viewer may see: what names each, and its address."""


_KNOWN: list[Ground] = []


def register(ground: Ground) -> None:
    """Let an app answer. The last one counts."""
    _KNOWN[:] = [ground]


def known() -> Ground | None:
    """Whoever answers."""
    return next(iter(_KNOWN), None)
