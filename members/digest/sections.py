"""The sections of a digest. Apps register theirs here; each is asked for many members at once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from config.lib.colour import Colour

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from members.profiles.models import Member

# The twelve hues of the stylesheet, at a lightness that is seen on white and on black.
COLOURS = [Colour(0.64, 0.11, hue).hex() for hue in (25, 60, 95, 125, 150, 175, 200, 222, 250, 285, 310, 335)]
type Chosen = Mapping[int, Collection[int]]
"""Numbers of a section's things, by the member they were chosen for."""


@dataclass(frozen=True)
class Piece:
    """One thing in a digest, in words. `url` begins with a slash."""

    title: str
    url: str
    quote: str = ""
    by: str = ""
    """Who said what is quoted."""
    meta: str = ""
    place: str = ""
    hue: int = 0
    action: str = ""
    """What a button says, for the one thing that asks for something."""
    people: frozenset[int] = frozenset()
    """Ids of those it is about."""

    @property
    def colour(self) -> str:
        """The colour of its place, as mail programs know colours."""
        return COLOURS[self.hue % len(COLOURS)]


class Readers:
    """Members a digest is made for together, since when for each, and what was found out about all of them."""

    def __init__(self, since: Mapping[Member, datetime]) -> None:
        self.members = {member.pk: member for member in since}
        self.since = {member.pk: moment for member, moment in since.items()}
        self.taken: dict[int, set[Hashable]] = defaultdict(set)
        self._known: dict[Any, Any] = {}
        self._all: Readers = self

    @property
    def earliest(self) -> datetime:
        """The longest ago that any of them was told."""
        return min(self.since.values())

    def once[Found](self, ask: Callable[[Readers], Found]) -> Found:
        """What this finds out about all who were together at first; asked the first time only."""
        known = self._all._known
        if ask not in known:
            known[ask] = ask(self._all)
        found: Found = known[ask]
        return found

    def take(self, member: int, thing: Hashable) -> bool:
        """Keep a thing for one section of a member; False where another has it."""
        if thing in self.taken[member]:
            return False
        self.taken[member].add(thing)
        return True

    def among(self, members: Collection[int]) -> Readers:
        """Some of them; what was taken stays taken, what is known stays known."""
        some = Readers({self.members[pk]: self.since[pk] for pk in members})
        some.taken, some._all = self.taken, self._all
        return some


class Section[Found](ABC):
    """One part of the digest: what it tells, how it looks, and whether it is reason enough to send one."""

    key: ClassVar[str]
    rank: ClassVar[int]
    """How personal it is; 1 comes first when things are chosen and when the subject is."""
    place: ClassVar[int]
    """Where it stands unless a manager says otherwise; 1 is the top."""
    title: ClassVar[StrOrPromise]
    why: ClassVar[StrOrPromise]
    """Why its things are there, in one sentence."""
    counted: ClassVar[Any]
    """What its things are called in a number: ngettext_lazy("%(count)d thread", "%(count)d threads", "count")."""
    look: ClassVar[str] = "item"
    """How it is drawn: item; you, for what asks something of the reader; thanks."""
    carries: ClassVar[bool] = True
    """Whether it is reason enough to send a digest; one without any such section is not sent."""

    @abstractmethod
    def choose(self, readers: Readers) -> dict[int, list[int]]:
        """Numbers of what is worth telling, for each of them, as they may read it now; a fixed number of queries."""

    @abstractmethod
    def find(self, readers: Readers, chosen: Chosen) -> Found:
        """What the words are made of, for all of them whatever their language; a fixed number of queries."""

    @abstractmethod
    def show(self, readers: Readers, chosen: Chosen, found: Found) -> dict[int, list[Piece]]:
        """How that looks in the language of now, without a query. What may not be read (any more) is missing."""

    def fact(self, pieces: list[Piece], name: str) -> str:
        """The subject these things make, for somebody called `name`; empty for none."""
        return ""


SECTIONS: dict[str, Section[Any]] = {}
"""By key, the most personal first: what stands in one is not in a later one."""


def register(section: Section[Any]) -> None:
    """Make a section known. Raises ValueError for a key used twice."""
    if section.key in SECTIONS:
        raise ValueError(f"Two sections of the digest are called {section.key!r}.")
    SECTIONS[section.key] = section
    ranked = sorted(SECTIONS.items(), key=lambda item: item[1].rank)
    SECTIONS.clear()
    SECTIONS.update(ranked)


def in_order(order: Collection[str]) -> list[Section[Any]]:
    """All sections: first those that are named, in their order, then the others by their places."""
    named = [SECTIONS[key] for key in order if key in SECTIONS]
    return named + sorted((one for one in SECTIONS.values() if one not in named), key=lambda one: one.place)
