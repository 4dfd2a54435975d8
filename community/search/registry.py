"""What can be searched: one small class per source, registered from the room that owns it or from a room above."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db.models import Q


@dataclass(frozen=True)
class Words:
    """What a source says about one of its objects."""

    object_id: int
    thread_id: int
    number: int
    space_id: int
    author_id: int | None
    created_at: datetime
    title: str
    text: str
    has_image: bool
    language: str
    """What to take when the text itself does not tell."""


class Source(Protocol):
    """One kind of thing that can be found."""

    kind: str
    version: int
    """Raised when objects say other words than before, although nothing happened to them."""

    def read(self, object_ids: Iterable[int]) -> list[Words]:
        """The words of those that anybody may read, locked until the transaction ends."""

    def ids_between(self, first: int, last: int) -> list[int]:
        """The ids of all objects from one to another, both included, in rising order."""

    def ends(self) -> tuple[int | None, int | None]:
        """The lowest and the highest id; None where there is no object."""

    def readable(self) -> Q:
        """The documents of this kind whose object may be read at this moment, as a condition on documents."""


SOURCES: dict[str, Source] = {}


def register(source: Source) -> None:
    """Make a source known; once, when Django starts."""
    SOURCES[source.kind] = source


def still_readable() -> Q:
    """Documents of any kind whose object may be read at this moment."""
    condition = Q(pk__in=[])
    for source in SOURCES.values():
        condition |= Q(kind=source.kind) & source.readable()
    return condition
