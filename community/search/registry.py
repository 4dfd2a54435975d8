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

    def read(self, object_ids: Iterable[int]) -> list[Words]:
        """The words of those that anybody may read, locked until the transaction ends."""

    def ids_after(self, last: int, most: int) -> list[int]:
        """The next ids of all objects, in rising order."""

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
