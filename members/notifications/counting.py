"""How many notifications wait to be seen: the number beside the word Inbox, and those of other rooms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Value
from django.urls import reverse

from config.lib.written_once import written_once
from members.notifications.models import Notification

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from members.profiles.models import Member

MOST = 99
"""Nobody reads a larger number differently."""


@dataclass(frozen=True)
class Beside:
    """The number beside another word of the navigation: where the word leads, its icon, and how many there are."""

    url: str
    icon: str
    count: int


Rows = Callable[["Member"], "QuerySet[Any]"]
_BESIDE: dict[str, tuple[str, Rows]] = {}


@dataclass(frozen=True)
class Sight:
    """How one member may stand for all who see alike, so that the numbers are asked for in SQL written once."""

    places: Callable[[Member], tuple[Collection[int], Collection[int]]]
    """The numbers of the places the member sees, and of those they look after."""
    standing: Callable[[Member], dict[str, Any]]
    """What else decides what the member sees."""
    stand_in: Callable[..., Any]
    """Somebody with this number, these places and this standing."""


_SIGHTS: list[Sight] = []


def count_beside(name: str, icon: str, rows: Rows) -> None:
    """From now on, also count these rows of a member, for the word that leads to the address of this name."""
    _BESIDE[name] = (icon, rows)


def counts(member: Member) -> Counter[str]:
    """All numbers of the navigation by the names of their addresses, each at most MOST: one query for all of them."""
    if not _SIGHTS:
        return Counter(_words_for(member))
    (sight,) = _SIGHTS
    return Counter(_words(member.pk, *sight.places(member), **sight.standing(member)))


def tell_sight(sight: Sight) -> None:
    """From now on, ask for what a member sees in this way. Raises ValueError if that was said already."""
    if _SIGHTS:
        raise ValueError("Somebody says already what a member sees.")
    _SIGHTS.append(sight)


@written_once
def _words(member: int, seen: Collection[int], led: Collection[int], **standing: Any) -> QuerySet[Any, Any]:
    return _words_for(_SIGHTS[0].stand_in(member, seen, led, **standing))


def _words_for(member: Member) -> QuerySet[Any, Any]:
    """For each row that waits, the name of the address it is counted under."""
    waiting = _named("inbox", Notification.objects.of(member).unseen())
    return waiting.union(*(_named(name, rows(member)) for name, (_icon, rows) in _BESIDE.items()), all=True)


def _named(name: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    word = Value(name, output_field=CharField())
    named: QuerySet[Any] = rows.order_by().annotate(word=word).values_list("word", flat=True)[:MOST]
    return named


def beside(numbers: Counter[str]) -> list[Beside]:
    """The numbers of other rooms than the inbox."""
    return [Beside(reverse(name), icon, numbers[name]) for name, (icon, _rows) in _BESIDE.items()]
