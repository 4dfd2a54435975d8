"""What a case can be about. Apps further up register their kinds here; moderation never names a post.

A kind finds its things whatever became of them: what is deleted, hidden or held is found too, so that a decision has
its effect on it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from moderation.guidelines.measures import Content

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member
    from moderation.review.cases import Case


@dataclass(frozen=True)
class Said:
    """One message as a case shows it in its place."""

    author: Member | None
    at: datetime
    html: str
    url: str = ""


@dataclass(frozen=True)
class Item:
    """The thing a case is about, as it stands now. To be shown to who may see the case, and to nobody else."""

    key: str
    pk: int
    author: Member | None
    title: str
    """What names it: its own title (the real one, also of what is hidden), or its first words."""
    text: str
    """Its words, without markup."""
    html: str
    at: datetime
    version: str
    """Another word each time its author changes it: title, text, tags and pictures."""
    url: str = ""
    place: str = ""
    """Where it stands, in words: the space, or the thread."""
    place_url: str = ""
    space_id: int | None = None
    space_name: str = ""
    hue: int = 0
    is_private: bool = False
    """Whether moderators see of its place nothing but this: private spaces, messages."""
    language: str = ""
    state: str = ""
    """"", "held", "hidden", "removed", or "deleted" (by its author; it may be hidden as well)."""
    edit_asked: bool = False
    notes: tuple[tuple[str, str], ...] = ()
    """What else there is to know, a label and words each: tags, kind, pictures and files by name."""
    before: tuple[Said, ...] = ()
    after: tuple[Said, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)

    def discreet(self) -> Item:
        """As the team sees it: of a private place not its name, which is told to nobody outside."""
        if not self.is_private:
            return self
        return replace(self, place="" if self.place == self.space_name else self.place, place_url="", space_name="")


class Kind(ABC):
    """One kind of thing that can be reported and decided about."""

    key: ClassVar[str]
    """At most 20 letters; kept in cases for ever."""
    noun: ClassVar[Any]
    """"Reply", lazily translated."""
    icon: ClassVar[str]
    contents: ClassVar[tuple[str, ...]] = ("keep", "edit", "hide", "remove")
    """What may be decided about it (Content)."""
    is_mendable: ClassVar[bool] = True
    """Whether its author can change it; what cannot be changed is hidden for as long as the decision holds."""

    @abstractmethod
    def many(self, pks: Collection[int]) -> dict[int, Item]:
        """The things with these numbers, for a list: one or two queries for all; without what is before and after."""

    @abstractmethod
    def one(self, pk: int) -> Item | None:
        """One thing with one message before it and one after it; None if it is gone for good."""

    @abstractmethod
    def reportable(self, viewer: Viewer, pk: int) -> Item | None:
        """The thing, if this viewer sees it and may report it: not their own, not what is gone."""

    def seen_by(self, viewer: Viewer, pk: int) -> Item | None:
        """The thing whatever became of it, if the viewer sees where it stands: for who looks after that place."""
        return None

    @abstractmethod
    def thing(self, pk: int) -> Any:
        """The row itself, locked, for acts on it; None if it is gone for good. Inside a transaction."""

    def hide(self, pk: int, *, by: Member | None, reason: str) -> bool:
        """Take it out of sight; whether this changed anything."""
        return self._act(pk, "hidden_at", lambda thing: thing.hide(by=by, reason=reason))

    def give_reason(self, pk: int, *, reason: str) -> None:
        """Say of what is out of sight already why it is, when another decision keeps it so than the one that hid it.

        Profiles and messages say of themselves no more than that they are hidden.
        """
        thing, words = self.held_thing(pk), reason[:200]
        if getattr(thing, "hidden_reason", words) != words and thing.hidden_at is not None:
            thing.hidden_reason = words
            thing.save(update_fields=["hidden_reason"])

    def show(self, pk: int, *, by: Member | None) -> bool:
        """Show what was hidden or removed; whether this changed anything."""
        return self._act(pk, "hidden_at", lambda thing: thing.unhide(by=by))

    def remove(self, pk: int, *, by: Member | None, reason: str) -> bool:
        """Take it out of sight for good; whether this changed anything."""
        return self._act(pk, "removed_at", lambda thing: thing.remove(by=by, reason=reason))

    def hold(self, pk: int, *, by: Member | None) -> bool:
        """Hold it until a moderator has looked; whether this changed anything."""
        return self._act(pk, "held_at", lambda thing: thing.hold(by=by))

    def approve(self, pk: int, *, by: Member | None) -> bool:
        """Show what was held; whether this changed anything."""
        return self._act(pk, "held_at", lambda thing: thing.approve(by=by))

    def ask_for_edit(self, pk: int, *, by: Member | None) -> bool:
        """Ask its author to change it; whether this changed anything."""
        return self._act(pk, "edit_asked_at", lambda thing: thing.ask_for_edit(by=by))

    def forget_edit(self, pk: int, *, by: Member | None) -> bool:
        """Ask no more; whether this changed anything."""
        return self._act(pk, "edit_asked_at", lambda thing: thing.forget_edit(by=by))

    def move(self, pk: int, *, to: int, by: Member | None) -> int | None:
        """Move it to another space; where it stood before, None if nothing changed: most kinds stand where they are."""
        return None

    def spaces(self, pk: int, viewer: Viewer) -> list[tuple[int, str]]:
        """Where it may be moved to, number and name each."""
        return []

    def _act(self, pk: int, column: str, act: Any) -> bool:
        with transaction.atomic():
            thing: models.Model | None = self.held_thing(pk)
            if thing is None:
                return False
            before = getattr(thing, column)
            act(thing)
            return bool(getattr(thing, column) != before)

    def held_thing(self, pk: int) -> Any:
        """The row itself, locked; within `things_held` it is read once, and acts change what was read."""
        held = _HELD.get()
        if held is None:
            return self.thing(pk)
        if (self.key, pk) not in held:
            held[self.key, pk] = self.thing(pk)
        return held[self.key, pk]


_HELD: ContextVar[dict[tuple[str, int], Any] | None] = ContextVar("things that are locked", default=None)


@contextmanager
def things_held() -> Iterator[None]:
    """Around a transaction that locks things and then acts on them, maybe several times."""
    token = _HELD.set({})
    try:
        yield
    finally:
        _HELD.reset(token)


KINDS: dict[str, Kind] = {}


def is_mendable(key: str) -> bool:
    """Whether things of this kind can be changed by their authors."""
    return key not in KINDS or KINDS[key].is_mendable


def became(key: str, content: str) -> str:
    """What becomes of a thing of this kind, in a word or two."""
    return _("Hidden") if content == Content.HIDE and not is_mendable(key) else str(Content(content).label)


def register(kind: Kind) -> None:
    """Make a kind known. Raises ValueError for a key used twice, or too long."""
    if kind.key in KINDS or len(kind.key) > 20:
        raise ValueError(f"The kind {kind.key!r} cannot be registered.")
    KINDS[kind.key] = kind


def items_of(cases: Iterable[Case]) -> dict[int, Item]:
    """What these cases are about, by the number of the case; what is gone for good is left out."""
    by_kind: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if case.subject_type in KINDS:
            by_kind[case.subject_type].append(case)
    found: dict[int, Item] = {}
    for key, of_kind in by_kind.items():
        things = KINDS[key].many({case.subject_id for case in of_kind})
        found |= {case.pk: things[case.subject_id] for case in of_kind if case.subject_id in things}
    return found
