"""What kinds of programs there are, a class each, registered by the room of the kind; series name none of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from programs.series.measures import Goal, Rhythm, Serves

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from django.db.models import Model
    from django.forms.boundfield import BoundField

    from config.lib.audience import Viewer
    from members.profiles.models import Member, MemberQuerySet
    from programs.series.models import Program
    from programs.series.occurrences import Occurrence


@dataclass(frozen=True)
class Due:
    """One thing the clock does for an occurrence: when, and until when it is not too late for it."""

    key: str
    at: datetime
    until: datetime | None = None
    """None: it is done however late."""


@dataclass(frozen=True)
class Fold:
    """Some fields of a kind under a heading that opens."""

    title: Any
    names: tuple[str, ...]
    sort: str = ""
    """For which choice of the field `sort` alone; for any, if empty."""


@dataclass(frozen=True)
class Folded:
    """The same with its fields."""

    fold: Fold
    fields: list[BoundField]

    @property
    def is_wrong(self) -> bool:
        """Whether something in it is to be corrected."""
        return any(one.errors for one in self.fields)

    @property
    def is_open(self) -> bool:
        """Whether it says something else than usual, or something wrong: then nobody should have to look for it."""
        return self.is_wrong or any(one.field.has_changed(one.field.initial, one.value()) for one in self.fields)


class Details(forms.Form):
    """What a kind asks beside what all programs say: the second part of the form of a program."""

    folds: ClassVar[tuple[Fold, ...]] = ()
    """What few have to say stands behind these headings, at the end."""

    @classmethod
    def said(cls, program: Program) -> dict[str, Any]:  # noqa: ARG003
        """What stands there now, as initial values."""
        return {}

    def plain(self) -> list[BoundField]:
        """The fields that are always open."""
        folded = {name for fold in self.folds for name in fold.names}
        return [one for one in self.visible_fields() if one.name not in folded]

    def folded(self) -> list[Folded]:
        """The others."""
        return [Folded(fold, [self[name] for name in fold.names]) for fold in self.folds]

    def save(self, program: Program, *, by: Member) -> None:
        """Write down what was said, in the transaction in which the program itself is made or changed."""


@dataclass(frozen=True)
class Door:
    """A way from the page of an occurrence to a page of its kind, such as the host's."""

    words: str
    url: str
    icon: str


@dataclass(frozen=True)
class Heard:
    """What a step writes into the log, from which members are told; or whom it reaches, where nobody is named yet."""

    verb: str
    subject: Model
    facts: Mapping[str, Any] = field(default_factory=dict)
    people: frozenset[int] | None = None
    is_named: bool = True
    """Whether managers may read who it is: who has not answered a survey is nobody's matter."""


class Format:
    """One kind of program: what the clock does for each occurrence, where members find it, what came of it."""

    key: ClassVar[str]
    """At most 12 letters; kept for ever."""
    noun: ClassVar[Any]
    icon: ClassVar[str]
    sentence: ClassVar[Any] = ""
    """What it is, in one sentence, where a kind is chosen."""
    rhythm: ClassVar[str] = Rhythm.WEEKLY
    serves: ClassVar[str] = Serves.TAKE_PART
    minutes: ClassVar[int] = 60
    goals: ClassVar[tuple[str, ...]] = (Goal.PEOPLE, Goal.NEWCOMERS, Goal.OWN)
    needs_space: ClassVar[bool] = True
    details: ClassVar[type[Details] | None] = None
    facts_for_all: ClassVar[bool] = True
    """Whether members read its facts in their calendar, too; how far a text is written concerns the team alone."""

    def due(self, occurrence: Occurrence) -> list[Due]:
        """What the clock does, in order."""
        return [
            Due("open", occurrence.starts_at, occurrence.ends_at),
            Due("close", occurrence.ends_at),
        ]

    def do(self, key: str, occurrence: Occurrence) -> None:
        """Do one of them, inside the transaction that ticks it off. Raises CannotNow."""
        getattr(self, key)(occurrence)

    def step_words(self, key: str) -> str:
        """What the clock does at one of the kind's own steps, in a few words for the page of an item."""
        return key

    def heard(self, key: str, occurrence: Occurrence) -> Heard | None:
        """What members hear of it when the clock does one of the kind's steps; None: nothing."""
        return None

    def open(self, occurrence: Occurrence) -> None:
        """It begins."""

    def close(self, occurrence: Occurrence) -> None:
        """It is over."""

    def url(self, occurrence: Occurrence) -> str:
        """Where members take part; empty before there is such a place."""
        return occurrence.thread.get_absolute_url() if occurrence.thread is not None else ""

    def concerned(self, occurrences: Sequence[Occurrence]) -> MemberQuerySet | None:
        """Who is told when one of these moves or does not take place, beside who reads the calendar; None: nobody."""
        return None

    def carried(self, program: Program, later: Program) -> None:
        """A series goes on as another program from a day on: copy what the kind keeps beside the program itself."""

    def facts(self, occurrences: Sequence[Occurrence]) -> dict[int, str]:
        """One short fact for each, such as "23 questions", by number; asked with as many queries for one as for all."""
        return {}

    def where(self, occurrences: Sequence[Occurrence]) -> dict[int, str]:
        """Where each takes place that has a place, by number; asked with as many queries for one as for all."""
        return {}

    def doors(self, occurrence: Occurrence, viewer: Viewer) -> list[Door]:
        """The pages of this kind that its hosts and managers use."""
        return []

    def counted(self, occurrence: Occurrence, goal: str) -> int | None:
        """What came of it, in the measure of its goal; None where it can only be said by hand."""
        return None

    def took_part(self, occurrences: Collection[int]) -> set[tuple[int, int]]:
        """Who took part in these: pairs of numbers, occurrence and member. Nobody, where that is not kept."""
        return set()


class CannotNow(Exception):
    """What was to be done cannot be done as things stand; the message says what its owner has to change."""


FORMATS: dict[str, Format] = {}


def register(format_: Format) -> None:
    """Make a kind known. Raises ValueError for a key used twice, or too long."""
    if format_.key in FORMATS or len(format_.key) > 12:
        raise ValueError(f"The kind {format_.key!r} cannot be registered.")
    FORMATS[format_.key] = format_
