"""A space as one reader sees it: read in a single query, whatever stands around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.chat.models import ChatRoom
from community.chat.reading import unread
from community.following.models import Follow
from community.guides.models import Guide
from community.spaces.models import FormerSlug, Space, SpaceHost
from community.spaces.seeing import Visibility, stand_in, standing_of
from community.spaces.tabs import further
from config.lib.written_once import written_once
from members.profiles.models import Member

if TYPE_CHECKING:
    from config.lib.audience import Viewer

    View = Callable[..., HttpResponse]

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Place:
    """A space, its hosts, the spaces around it that the reader may know of, and how much the reader hears of it."""

    space: Space
    hosts: list[Member] = field(default_factory=list)
    parent: Space | None = None
    children: list[Space] = field(default_factory=list)
    follow: Follow | None = None
    has_decisions: bool = False
    has_guides: bool = False
    further: frozenset[str] = frozenset()
    """The keys of those pages of apps further up that have something to show."""
    fresh_lines: list[int] = field(default_factory=list)
    """For each chat room, how many lines are new to the reader."""

    @property
    def is_private(self) -> bool:
        """Whether only a group sees it."""
        return self.space.visibility == Visibility.PRIVATE

    def hosted_by(self, viewer: Viewer) -> bool:
        """Whether the reader is one of the hosts."""
        return viewer.is_authenticated and any(host.pk == viewer.pk for host in self.hosts)


def find(viewer: Viewer, slug: str) -> Place | None:
    """The space with this address, if the viewer may know of it: one query."""
    joined_at = viewer.joined_at if viewer.is_authenticated else _LONG_AGO
    row = next(iter(_found(viewer.pk or 0, joined_at, slug, **standing_of(viewer))), None)
    if row is None:
        return None
    follow = Follow(member_id=viewer.pk or 0, space=row, **row.my_follow) if row.my_follow else None
    return Place(
        row,
        hosts=[Member(**host) for host in row.host_rows],
        parent=Space(**row.parent_row) if row.parent_row else None,
        children=[Space(**child) for child in row.child_rows],
        follow=follow,
        has_decisions=row.has_decisions,
        has_guides=row.has_guides,
        further=frozenset(tab.key for tab in further() if getattr(row, f"has_{tab.key}")),
        fresh_lines=row.fresh_lines,
    )


@written_once
def _found(viewer: int, joined_at: datetime, slug: str, **standing: Any) -> QuerySet[Any]:
    reader = stand_in(viewer, joined_at=joined_at, **standing)
    spaces = Space.objects.visible_to(reader).filter(slug=slug).select_related("group").order_by()
    return spaces.annotate(**_around(reader))


def _around(viewer: Viewer) -> dict[str, Any]:
    near = Space.objects.visible_to(viewer)
    about = JSONObject(name="name", slug="slug", hue="hue", purpose="purpose")
    hostings = SpaceHost.objects.filter(space=OuterRef("pk"), member__is_active=True).order_by("since", "pk")
    host = JSONObject(
        id="member_id", handle="member__handle", name="member__name", photo="member__photo", line="member__line"
    )
    mine = Follow.objects.filter(space=OuterRef("pk"), member=viewer.pk or 0).annotate(
        row=JSONObject(id="pk", level="level", reason="reason")
    )
    decided = Space.objects.filter(
        pk=OuterRef("pk"), threads__deleted_at=None, threads__held_at=None,
        threads__posts__poll__decision__isnull=False,
        threads__posts__deleted_at=None, threads__posts__hidden_at=None, threads__posts__held_at=None,
    )  # fmt: skip
    return {
        "has_decisions": Exists(decided),
        "has_guides": Exists(Guide.objects.listed().filter(space=OuterRef("pk"))),
        **{f"has_{tab.key}": Exists(tab.something()) for tab in further()},
        "fresh_lines": ArraySubquery(
            ChatRoom.objects.filter(space=OuterRef("pk")).annotate(fresh=unread(viewer)).values("fresh")
        ),
        "host_rows": ArraySubquery(hostings.values(row=host)),
        "child_rows": ArraySubquery(
            near.filter(parent=OuterRef("pk"), archived_at=None).order_by("position", "pk").values(row=about)
        ),
        "parent_row": Subquery(near.filter(pk=OuterRef("parent_id")).values(row=about)[:1]),
        "my_follow": Subquery(mine.values("row")[:1]),
    }


def in_space(view: View) -> View:
    """Give the view the space of its address: 404 where the sender may not know of it, 410 once it is deleted.

    A former address leads to the present one. `view.space_name` of the address stays the keyword `space_slug`.
    """

    @wraps(view)
    def found(request: HttpRequest, space_slug: str, **rest: Any) -> HttpResponse:
        place = find(request.user, space_slug)
        if place is None:
            return _moved(request, space_slug, rest)
        if place.space.deleted_at is not None and not getattr(view, "shows_deleted", False):
            return gone(request, place.space)
        return view(request, place, **rest)

    return found


def also_deleted(view: View) -> View:
    """Let a view work on deleted spaces too; stands below `in_space`."""
    view.shows_deleted = True  # type: ignore[attr-defined]
    return view


def _moved(request: HttpRequest, slug: str, rest: dict[str, Any]) -> HttpResponse:
    match = request.resolver_match
    known = FormerSlug.objects.filter(slug=slug, space__in=Space.objects.visible_to(request.user))
    former = known.select_related("space").first()
    if former is None or match is None or match.view_name is None or request.method != "GET":
        raise Http404
    address = reverse(match.view_name, kwargs={"space_slug": former.space.slug} | rest)
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def gone(request: HttpRequest, space: Space) -> HttpResponse:
    """410 for those who could see it: its threads can still be read where somebody links to them."""
    assert space.deleted_at is not None
    reason = _(
        "“%(space)s” was deleted on %(date)s. Its threads are archived and can still be read by their links."
    ) % {
        "space": space.name,
        "date": date_format(space.deleted_at, "DATE_FORMAT"),
    }
    return render(request, "errors/410.html", {"reason": reason}, status=410)
