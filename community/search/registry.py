"""What can be searched: one small class per source, registered from the room that owns it or from a room above."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import Q

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member


@dataclass(frozen=True)
class Words:
    """What a source says about one of its objects."""

    object_id: int
    thread_id: int | None
    """The thread it is found with; of what stands on a shelf of its own, None."""
    number: int
    space_id: int | None
    """None for what belongs to no space."""
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


@dataclass(frozen=True)
class Mark:
    """A chip beside something that was found."""

    words: str
    tone: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Find:
    """How something that is no thread is shown among the results."""

    title: str
    url: str
    summary: str = ""
    place: str = ""
    hue: int | None = None
    author: Member | None = None
    at: datetime | None = None
    marks: Sequence[Mark] = ()
    solved_url: str = ""
    """Where a member says that it answered a question they were about to ask."""


class Shelf(Protocol):
    """Documents of a source without threads, which stand in a group of their own, before the threads."""

    kind: str
    label: Any
    icon: str
    asks: str
    """The filter that shows nothing else, as `kind:guide`."""

    def readable_in(self, space_ids: frozenset[int]) -> Q:
        """The documents that may be shown now to somebody who sees these spaces, as a condition on documents."""

    def finds(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Find]:
        """How to show these objects to this viewer, by id; one that may not be seen is missing. One query."""


SOURCES: dict[str, Source] = {}


def register(source: Source) -> None:
    """Make a source known; once, when Django starts."""
    SOURCES[source.kind] = source


SHELVES: dict[str, Shelf] = {}
"""By kind, in the order in which they are shown."""


def register_shelf(shelf: Shelf) -> None:
    """Give the documents of a source a group among the results; once, when Django starts."""
    SHELVES[shelf.kind] = shelf


def readable_on_shelves(space_ids: frozenset[int]) -> Q:
    """Documents on any shelf that may be shown now to somebody who sees these spaces."""
    condition = Q(pk__in=[])
    for shelf in SHELVES.values():
        condition |= Q(kind=shelf.kind) & shelf.readable_in(space_ids)
    return condition


def still_readable() -> Q:
    """Documents of any kind whose object may be read at this moment."""
    condition = Q(pk__in=[])
    for source in SOURCES.values():
        condition |= Q(kind=source.kind) & source.readable()
    return condition
