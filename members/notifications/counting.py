"""How many notifications wait to be seen: the number beside the word Inbox, and those of other rooms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Value
from django.urls import reverse

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


def count_beside(name: str, icon: str, rows: Rows) -> None:
    """From now on, also count these rows of a member, for the word that leads to the address of this name."""
    _BESIDE[name] = (icon, rows)


def counts(member: Member) -> Counter[str]:
    """All numbers of the navigation by the names of their addresses, each at most MOST: one query for all of them."""
    waiting = _named("inbox", Notification.objects.of(member).unseen())
    return Counter(waiting.union(*(_named(name, rows(member)) for name, (_icon, rows) in _BESIDE.items()), all=True))


def _named(name: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    word = Value(name, output_field=CharField())
    named: QuerySet[Any] = rows.order_by().annotate(word=word).values_list("word", flat=True)[:MOST]
    return named


def beside(numbers: Counter[str]) -> list[Beside]:
    """The numbers of other rooms than the inbox."""
    return [Beside(reverse(name), icon, numbers[name]) for name, (icon, _rows) in _BESIDE.items()]
