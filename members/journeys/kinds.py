"""What a step can do: each kind is a sentence with fields, and an act that says how it goes on."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from django import forms

    from members.journeys.models import Run
    from members.profiles.models import Member
    from members.segments.predicates import Said

type Values = Mapping[str, Any]
"""What the fields of a step were given, cleaned."""


@dataclass(frozen=True)
class Goes:
    """It is done, and goes on, on this way where there are several."""

    way: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    """Small values for the log of this member's journey."""


@dataclass(frozen=True)
class Waits:
    """It is looked at again at a moment, or earlier when the member does something; neither: never by itself."""

    until: datetime | None
    for_verb: str = ""
    why: str = ""
    """A word for what holds it up, where that is no wait that was asked for: `quiet` or `budget`."""


@dataclass(frozen=True)
class Ends:
    """The journey is over for this member."""

    how: str = "left"


type Outcome = Goes | Waits | Ends


@dataclass(frozen=True)
class Here:
    """Where somebody stands: everything an act may look at."""

    run: Run
    step_id: str
    values: Values
    member: Member
    now: datetime
    happened: bool
    """Whether what the step waited for came."""

    @property
    def arrived_at(self) -> datetime:
        """Since when they are in this step."""
        return self.run.arrived_at

    @property
    def key(self) -> str:
        """Names this step of this member's journey for ever: whatever it causes happens once under it."""
        return f"journey.{self.run.pk}.{self.step_id}"


class Kind(ABC):
    """One thing a step can do. It acts in the transaction that moves the member on: both happen or neither."""

    key: ClassVar[str]
    """Stands in saved plans, so it is stable for ever."""
    label: ClassVar[Said]
    """In the list of what can be added."""
    sentence: ClassVar[Said]
    """Names in braces become the fields."""
    icon: ClassVar[str]
    tone: ClassVar[str] = ""
    fields: ClassVar[Mapping[str, forms.Field]] = {}
    ways: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def act(self, here: Here) -> Outcome:
        """Do it, or say what it waits for. Called again with the same arrival until it goes on."""

    def foresee(self, values: Values, member: Member) -> str:
        """What it would do for somebody, in a sentence, for a dry run; doing nothing."""
        return ""


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Offer a kind of step. Raises ValueError for a key used twice."""
    if kind.key in KINDS:
        raise ValueError(f"The step {kind.key!r} is registered twice.")
    KINDS[kind.key] = kind
