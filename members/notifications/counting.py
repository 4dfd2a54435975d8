"""How many notifications wait to be seen: the number beside the word Inbox, and those of other rooms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast
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


@dataclass(frozen=True)
class Counts:
    """All numbers of the navigation, and of those in the inbox how many are of which kind."""

    names: Counter[str]
    kinds: Counter[str]


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
    return _counted(member).names


def tell_sight(sight: Sight) -> None:
    """From now on, ask for what a member sees in this way. Raises ValueError if that was said already."""
    if _SIGHTS:
        raise ValueError("Somebody says already what a member sees.")
    _SIGHTS.append(sight)


def counts_of_page(member: Member) -> Counts:
    """All numbers, counted once for everything on a page that shows them: `member` is who asks for the page."""
    kept: Counts | None = getattr(member, "_counts_of_page", None)
    if kept is None:
        kept = member._counts_of_page = _counted(member)  # type: ignore[attr-defined]
    return kept


def _counted(member: Member) -> Counts:
    if _SIGHTS:
        (sight,) = _SIGHTS
        rows = _words(member.pk, *sight.places(member), **sight.standing(member))
    else:
        rows = list(_words_for(member))
    return Counts(Counter(name for name, _kind in rows), Counter(kind for _name, kind in rows if kind))


@written_once
def _words(member: int, seen: Collection[int], led: Collection[int], **standing: Any) -> QuerySet[Any, Any]:
    return _words_for(_SIGHTS[0].stand_in(member, seen, led, **standing))


def _words_for(member: Member) -> QuerySet[Any, Any]:
    """For each row that waits, the name of the address it is counted under, and of what kind it is in the inbox."""
    waiting = _named("inbox", Notification.objects.of(member).unseen(), F("kind"))
    others = (_named(name, rows(member), Value("")) for name, (_icon, rows) in _BESIDE.items())
    return waiting.union(*others, all=True)


def _named(name: str, rows: QuerySet[Any], kind: F | Value) -> QuerySet[Any]:
    words = {"word": Value(name, output_field=CharField()), "sort": Cast(kind, CharField())}
    named: QuerySet[Any] = rows.order_by().annotate(**words).values_list("word", "sort")[:MOST]
    return named


def beside(numbers: Counter[str]) -> list[Beside]:
    """The numbers of other rooms than the inbox."""
    return [Beside(reverse(name), icon, numbers[name]) for name, (icon, _rows) in _BESIDE.items()]
