"""What the shell around every page shows: places, spaces with news, the team's tools, oneself.

Evaluated only by pages that draw the shell, never by fragments; at most two queries for a member.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.following.models import Follow, Level, Reading
from community.spaces.models import Space
from community.spaces.seeing import stand_in, visible_space_ids
from community.threads.models import Thread
from config.lib.written_once import written_once
from members.installation.models import Installation
from members.notifications.counting import counts_of_page

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member

NEWS_LIMIT = 50
"""Counts in the navigation stop here: nobody reads "1,204 new" differently from "50+"."""


@dataclass(frozen=True)
class Place:
    """A row of the navigation."""

    url: str
    label: str
    icon: str
    count: int = 0
    current: bool = False


@dataclass(frozen=True)
class SpacePlace:
    """A followed space in the navigation."""

    url: str
    name: str
    hue: int
    unread: int = 0
    current: bool = False
    pk: int = 0


TAKING_PART = tuple(f"/{one}/" for one in ("ama", "challenges", "contribute", "hosting", "pilots", "prompts"))
"""Where members meet what stands in the calendar, beside the events."""
LOOKING_AFTER = tuple(
    f"/manage/{one}/"
    for one in (
        "ama", "celebrations", "challenges", "contributions", "events", "feedback", "newsletters", "pilots",
        "spotlights",
    )
)  # fmt: skip
"""Where managers look after one kind of program."""


@dataclass
class Shell:
    """Everything templates/base.html reads."""

    name: str
    purpose: str
    mark_url: str
    theme_url: str
    language: str
    me: Member | None
    places: Collection[Place] = ()
    """Like the next two asked for when they are drawn: a page without navigation, as of a refusal, leaves them out."""
    spaces: Collection[SpacePlace] = ()
    """A workbench, whose navigation is a rail of signs, leaves out these alone."""
    team: Collection[Place] = ()
    has_to_agree: bool = False
    """Whether the guidelines changed since I agreed to them."""


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell`, worked out when a template first asks for it."""
    return {"shell": SimpleLazyObject(lambda: shell_for(request))}


def shell_for(request: HttpRequest) -> Shell:
    """The shell as this request's sender sees it."""
    installation = Installation.current()
    viewer = request.user
    me = viewer if viewer.is_authenticated else None
    return Shell(
        name=installation.name,
        purpose=installation.purpose,
        mark_url=installation.mark_url,
        theme_url=installation.theme_url,
        language=get_language() or "en",
        me=me,
        places=SimpleLazyObject(lambda: _places(request, me)),
        spaces=SimpleLazyObject(lambda: _spaces(request)),
        team=SimpleLazyObject(lambda: _team(request, me)),
        has_to_agree=me is not None and installation.has_to_agree(me),
    )


def _numbers(me: Member | None) -> Counter[str]:
    return counts_of_page(me).names if me else Counter()


def _place(
    request: HttpRequest, name: str, label: str, icon: str, count: int = 0, *, also: tuple[str, ...] = ()
) -> list[Place]:
    try:
        url = reverse(name)
    except NoReverseMatch:
        return []
    current = request.path == url if url == "/" else request.path.startswith((url, *also))
    return [Place(url, label, icon, count, current)]


def _places(request: HttpRequest, me: Member | None) -> list[Place]:
    numbers = _numbers(me)
    places = _place(request, "home", _("Home"), "house")
    if me is not None:
        places += _place(request, "inbox", _("Inbox"), "inbox", numbers["inbox"])
        places += _place(request, "messages", _("Messages"), "mail", numbers["messages"])
    places += _place(request, "events", _("Events"), "calendar-days", also=TAKING_PART)
    places += _place(request, "ideas", _("Ideas"), "lightbulb")
    places += _place(request, "guides", _("Guides"), "book-open")
    return places + _place(request, "people", _("People"), "users")


def _team(request: HttpRequest, me: Member | None) -> list[Place]:
    if me is None or not me.is_moderator:
        return []
    numbers = _numbers(me)
    rows = _place(request, "waiting", _("Waiting"), "hourglass")
    rows += _place(request, "tasks", _("Tasks"), "list-checks", numbers["tasks"])
    rows += _place(request, "moderate", _("Moderation"), "shield-check", numbers["moderate"])
    if not me.is_manager:
        return rows
    rows += _place(request, "programs", _("Programs"), "calendar-range", also=LOOKING_AFTER)
    rows += _place(request, "unfound_searches", _("Not found"), "search")
    rows += _place(request, "manage_people", _("Members"), "user-check")
    rows += _place(request, "segments", _("Segments"), "target")
    rows += _place(request, "view_as", _("View as"), "eye")
    rows += _place(request, "stages", _("Stages"), "route")
    rows += _place(request, "experiments", _("Experiments"), "sliders-horizontal")
    rows += _place(request, "recognition", _("Recognition"), "award")
    rows += _place(request, "manage_ambassadors", _("Ambassadors"), "megaphone")
    rows += _place(request, "mentors_manage", _("Mentors"), "graduation-cap")
    rows += _place(request, "journeys", _("Journeys"), "route")
    rows += _place(request, "health", _("Health"), "chart-line")
    rows += _place(request, "surveys", _("Surveys"), "vote")
    rows += _place(request, "digest", _("Digest"), "mail")
    rows += _place(request, "invitations", _("Invitations"), "user-plus")
    if Installation.current().sign_up == "application":
        rows += _place(request, "applications", _("Applications"), "list-checks")
    inside = request.path.startswith(("/manage/settings/", "/manage/groups/"))
    rows += [Place(reverse("settings_name"), _("Settings"), "settings", current=inside)]
    return rows + (_place(request, "operations", _("Operations"), "activity") if me.is_owner else [])


def _spaces(request: HttpRequest) -> list[SpacePlace]:
    viewer = request.user
    match = request.resolver_match
    here = match.kwargs.get("space_slug") if match else None
    return [
        SpacePlace(space.get_absolute_url(), space.name, space.hue, news.get(space.pk, 0), space.slug == here, space.pk)
        for space, news in _followed(viewer)
    ]


def _followed(viewer: Viewer) -> list[tuple[Space, dict[int, int]]]:
    """The spaces in the navigation: those a member follows, or (before any choice, and for visitors) all at the top."""
    if not viewer.is_authenticated:
        spaces = Space.objects.visible_to(viewer).filter(archived_at=None, parent=None)
        return [(space, {}) for space in spaces[:12]]
    # What the viewer sees is known already: the counts beside the places ask for it.
    rows = _with_level(viewer.pk, visible_space_ids(viewer))
    kept = [s for s in rows if s.level == Level.EVERYTHING]
    kept = kept or [s for s in rows if s.level != Level.NOTHING and s.parent_id is None]
    news = news_by_space(viewer, [s.pk for s in kept])
    return [(space, news) for space in kept[:15]]


@written_once
def _with_level(member: int, spaces: Collection[int]) -> QuerySet[Any]:
    level = Follow.objects.filter(member=member, space=OuterRef("pk")).values("level")
    return Space.objects.filter(pk__in=spaces, archived_at=None).annotate(level=Subquery(level))


def news_by_space(viewer: Member, space_ids: list[int]) -> dict[int, int]:
    """How many of the newest threads of each space hold unread posts; one query, bounded by NEWS_LIMIT.

    Threads older than the member's sign-up count as read, so that a newcomer does not begin with a debt.
    """
    return dict(_news(viewer.pk, viewer.joined_at, space_ids, role=viewer.role)) if space_ids else {}


@written_once
def _news(member: int, since: datetime, spaces: Collection[int], *, role: str) -> QuerySet[Any, Any]:
    newest = (
        Thread.objects.listed()
        .heard_by(stand_in(member, role=role))
        .filter(space_id__in=spaces, last_post_at__gt=since)
        .newest_first()
        .values("pk")[: NEWS_LIMIT * 4]
    )
    read = Reading.objects.filter(member=member, thread=OuterRef("pk"), last_number__gte=OuterRef("posts_count"))
    counted = (
        Thread.objects.filter(pk__in=newest)
        .annotate(read=Exists(read))
        .filter(~Q(author=member, posts_count=1), read=False)
        .values("space_id")
        .annotate(n=Count("pk"))
    )
    return counted.values_list("space_id", "n")
