"""What points come from: acts of other members, registered by the apps whose things they are about."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

    from config.lib.audience import Viewer
    from members.activity.models import ActivityQuerySet
    from members.recognition.evidence import Thing


@dataclass(frozen=True)
class Earning:
    """One kind of acts that earn points for whom they are done to."""

    key: str
    label: StrOrPromise
    worth: int
    """Points for the first such act of one member for another in a month; later ones count less."""
    verb: str
    standing: Callable[[ActivityQuerySet], QuerySet[Any]]
    """Those of these activities that still stand, each with the number of whom it was done to as `receiver`."""
    in_the_open: Callable[[], QuerySet[Any]]
    """The ids of all things of that kind that every member may read, as a query."""
    things: Callable[[Viewer, Collection[int]], dict[int, Thing]]
    """How those look that a reader may read."""


EARNINGS: dict[str, Earning] = {}


def register(earning: Earning) -> None:
    """Let members earn points by these. Raises ValueError for a key used twice."""
    if earning.key in EARNINGS:
        raise ValueError(f"Points for {earning.key!r} are registered twice.")
    EARNINGS[earning.key] = earning
