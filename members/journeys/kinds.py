"""What a step can do: each kind is a sentence with fields, and an act that says how it goes on."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django import forms

    from members.journeys.models import Run
    from members.profiles.models import Member, MemberQuerySet
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
type Some = tuple[MemberQuerySet, int]
"""Members, and how many they are."""


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
    family: ClassVar[str] = "do"
    """Under which heading it is offered, a key of FAMILIES."""
    tone: ClassVar[str] = ""
    fields: ClassVar[Mapping[str, forms.Field]] = {}
    ways: ClassVar[tuple[str, ...]] = ()
    in_tests: ClassVar[bool] = False
    """Whether it acts in a test; what reaches anybody but whoever tests does not."""
    hint: ClassVar[Said] = ""
    """Below its form: what somebody should know who fills it in."""
    made_at: ClassVar[str] = ""
    """Name of the address where what it chooses from is made."""

    @abstractmethod
    def act(self, here: Here) -> Outcome:
        """Do it, or say what it waits for. Called again with the same arrival until it goes on."""

    def ways_of(self, values: Values) -> tuple[str, ...]:
        """Into which ways it parts, with these values; by default always the same."""
        return self.ways

    def in_order(self, ways: Iterable[str]) -> list[str]:
        """Ways of a kept plan in the order in which they read."""
        there = set(ways)
        return [way for way in self.ways if way in there]

    def way_in_words(self, values: Values, way: str) -> str:
        """What stands above a way."""
        return {"yes": _("Yes"), "no": _("No")}.get(way, way)

    def foresee(self, values: Values, people: MemberQuerySet, count: int) -> str:
        """What it would do with these people, in a sentence for a dry run; doing nothing."""
        return ""

    def part(self, values: Values, people: MemberQuerySet, count: int, now: datetime) -> dict[str, Some]:
        """Who of these people would go which way as they are today; by default all go the last one."""
        ways = self.ways_of(values)
        return {way: (people, count) if way == ways[-1] else (people.none(), 0) for way in ways}


FAMILIES: dict[str, Said] = {
    "say": gettext_lazy("Say something"),
    "wait": gettext_lazy("Wait"),
    "part": gettext_lazy("Part the ways"),
    "do": gettext_lazy("Do something"),
    "end": gettext_lazy("The end"),
}
KINDS: dict[str, Kind] = {}


def by_family() -> list[tuple[Said, list[Kind]]]:
    """All kinds under their headings."""
    return [(words, [kind for kind in KINDS.values() if kind.family == key]) for key, words in FAMILIES.items()]


def register(kind: Kind) -> None:
    """Offer a kind of step. Raises ValueError for a key used twice."""
    if kind.key in KINDS:
        raise ValueError(f"The step {kind.key!r} is registered twice.")
    KINDS[kind.key] = kind
