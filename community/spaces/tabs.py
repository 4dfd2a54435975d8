"""Further pages of a space, beside those of this app: apps further up put theirs here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class FurtherTab:
    """One page: its key, the name of its address, what it is called, and what it would show."""

    key: str
    address: str
    label: StrOrPromise
    something: Callable[[], QuerySet[Any]]
    """What it would show in `space=OuterRef("pk")`, to whoever sees the space; asked within the query of the space."""


_TABS: list[FurtherTab] = []


def register(tab: FurtherTab) -> None:
    """Have this one, too. Raises ValueError for a key used twice."""
    if any(one.key == tab.key for one in _TABS):
        raise ValueError(f"Two pages of a space are called {tab.key!r}.")
    _TABS.append(tab)


def further() -> list[FurtherTab]:
    """All of them."""
    return list(_TABS)
