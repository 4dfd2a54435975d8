"""The board of ideas: by status, sorted by votes, by age, or by what moved last; and the roadmap made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q
from django.db.models.functions import Coalesce, Greatest
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from community.home.feed import listed_for
from community.ideas.voting import may_vote
from community.threads.planning import FINISHED, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from community.spaces.models import Space
    from config.lib.audience import Viewer

SORTS = ("votes", "new", "moving")
COLUMNS = (Status.PLANNED, Status.PROGRESS, Status.SHIPPED)
MOST_IN_COLUMN = 50


@dataclass(frozen=True)
class Asked:
    """What the address of a board asks for; what is unknown counts as not asked."""

    status: str = ""
    sort: str = "votes"

    @classmethod
    def of(cls, request: HttpRequest) -> Asked:
        """From the address."""
        status, sort = request.GET.get("status", ""), request.GET.get("sort", "")
        return cls(status if status in Status.values else "", sort if sort in SORTS else "votes")

    def address(self, **other: str) -> str:
        """The same as the end of an address, some of it changed."""
        parts = {"status": self.status, "sort": self.sort} | other
        kept = {name: value for name, value in parts.items() if value and value != "votes"}
        return f"?{urlencode(kept)}"


@dataclass
class Card:
    """An idea on the board, for one reader."""

    thread: Any
    may_vote: bool
    voted: bool


def ideas_for(viewer: Viewer, space: Space | None = None) -> Any:
    """The ideas a reader sees, without those that go on in another thread; of one space or of all."""
    ideas = listed_for(viewer).filter(kind="idea", duplicate_of=None)
    return ideas.filter(space=space) if space is not None else ideas


def on_board(viewer: Viewer, asked: Asked, space: Space | None = None) -> Any:
    """The ideas of a board in their order; what is finished comes last where all are shown."""
    ideas = ideas_for(viewer, space)
    ideas = ideas.filter(status=asked.status) if asked.status else ideas
    over = ExpressionWrapper(Q(status__in=FINISHED), output_field=BooleanField())
    ideas = ideas.annotate(over=over, moved=Greatest("last_post_at", Coalesce(F("status_at"), F("created_at"))))
    order = {"votes": ["-votes_count", "-pk"], "new": ["-created_at", "-pk"], "moving": ["-moved", "-pk"]}[asked.sort]
    return ideas.for_opening(viewer).select_related("space", "author", "responsible").order_by("over", *order)


def cards(viewer: Viewer, threads: Iterable[Any]) -> list[Card]:
    """Ideas read with `on_board` as the page draws them: no query."""
    return [Card(thread, may_vote(viewer, thread) is None, thread.voted) for thread in threads]


def tabs(viewer: Viewer, asked: Asked, space: Space | None = None) -> list[dict[str, Any]]:
    """The statuses one can narrow the board to, with how many ideas each has: one query."""
    rows = ideas_for(viewer, space).order_by().values_list("status").annotate(n=Count("pk"))
    counted: dict[str, int] = dict(rows)
    choices = [("", _("All"), sum(counted.values()))]
    choices += [(status.value, str(status.label), counted.get(status.value, 0)) for status in Status]
    return [
        {"url": asked.address(status=value), "label": label, "count": count, "current": value == asked.status}
        for value, label, count in choices
    ]


def sorts(asked: Asked) -> list[dict[str, Any]]:
    """The orders one can choose."""
    labels = {"votes": _("Most votes"), "new": _("Newest"), "moving": _("Moved last")}
    return [{"url": asked.address(sort=sort), "label": labels[sort], "current": sort == asked.sort} for sort in SORTS]


@dataclass(frozen=True)
class Column:
    """One part of the roadmap."""

    status: Status
    title: str
    ideas: list[Any]


def roadmap(viewer: Viewer) -> list[Column]:
    """What is planned, what is in progress, and what was shipped in this quarter: one query."""
    there = Q(status__in=[Status.PLANNED, Status.PROGRESS]) | Q(status=Status.SHIPPED, status_at__gte=quarter())
    found = ideas_for(viewer).filter(there).select_related("space", "responsible")
    by_status: dict[str, list[Any]] = {}
    for thread in found.order_by("-votes_count", "-pk")[: MOST_IN_COLUMN * len(COLUMNS)]:
        by_status.setdefault(thread.status, []).append(thread)
    titles = {
        Status.PLANNED: _("Planned"),
        Status.PROGRESS: _("In progress"),
        Status.SHIPPED: _("Shipped this quarter"),
    }
    return [Column(status, titles[status], by_status.get(status.value, [])[:MOST_IN_COLUMN]) for status in COLUMNS]


def quarter(now: datetime | None = None) -> datetime:
    """The first moment of the present quarter, in the reader's time zone."""
    here = timezone.localtime(now)
    month = (here.month - 1) // 3 * 3 + 1
    return here.replace(month=month, day=1, hour=0, minute=0, second=0, microsecond=0)
