"""Reading spaces: the directory, a space with its threads, what it is about, who is in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from community.chat.reading import counted
from community.following.choosing import Choice, choice_of
from community.spaces import permissions
from community.spaces.listing import directory_for
from community.spaces.models import THREAD_KINDS, Kind, Who
from community.spaces.rhythm import rhythms
from community.spaces.showing import Place, in_space
from community.spaces.tabs import further
from community.threads.models import Thread
from community.threads.rows import rows_for
from config.lib.anonymous_cache import kept_for_visitors
from config.lib.audience import public
from config.lib.cursors import Cursor, cursor_from
from config.lib.markup import NullResolver
from config.lib.markup import render as rendered
from members.profiles.handle_forms import HandleForm
from members.profiles.models import Member

if TYPE_CHECKING:
    from config.lib.audience import Viewer

PAGE = 30
PINNED_MOST = 20
MEMBERS_PAGE = 60


@public
@require_GET
@kept_for_visitors
def directory(request: HttpRequest) -> HttpResponse:
    """Every space the reader may know of."""
    page = {"roots": directory_for(request.user), "may_arrange": permissions.may_arrange(request.user)}
    return render(request, "community/spaces/directory.html", page)


@dataclass(frozen=True)
class Narrowed:
    """What the threads of a space are narrowed to, from the address."""

    kind: str = ""
    tag: str = ""
    unanswered: bool = False

    def __bool__(self) -> bool:
        return bool(self.kind or self.tag or self.unanswered)

    def query(self, **more: str) -> str:
        """The same as the end of an address; `more` are further parts of it."""
        parts = {"kind": self.kind, "tag": self.tag, "unanswered": "1" if self.unanswered else ""} | more
        return "?" + urlencode({name: value for name, value in parts.items() if value})

    def apply(self, threads: Any) -> Any:
        """Only the threads that fit."""
        threads = threads.unanswered() if self.unanswered else threads
        threads = threads.filter(kind=self.kind) if self.kind else threads
        return threads.filter(tags__contains=[self.tag]) if self.tag else threads


def narrowed_by(request: HttpRequest) -> Narrowed:
    """What the address asks for; what is unknown counts as not asked."""
    kind = request.GET.get("kind", "")
    return Narrowed(
        kind=kind if kind in dict(THREAD_KINDS) else "",
        tag=request.GET.get("tag", "").replace("\0", "").strip().lower()[:40],
        unanswered=bool(request.GET.get("unanswered")),
    )


@public
@require_GET
@kept_for_visitors
@in_space
def space(request: HttpRequest, place: Place) -> HttpResponse:
    """The threads of a space: pinned first, then by latest reply."""
    narrowed = narrowed_by(request)
    threads, older = _threads(request.user, place, narrowed, cursor_from(request.GET.get("after")))
    page = around(request, place, "threads") | {
        "rows": rows_for(request.user, threads),
        "older": narrowed.query(after=str(older)) if older else "",
        "narrowed": narrowed,
        "filters": _filters(place, narrowed),
        "further": "after" in request.GET,
        "rhythm": rhythms([place.space.pk])[place.space.pk] if not threads and not narrowed else None,
    }
    return render(request, "community/spaces/detail.html", page)


def _threads(
    viewer: Viewer, place: Place, narrowed: Narrowed, after: Cursor | None
) -> tuple[list[Thread], Cursor | None]:
    """One page of threads in one query, and where the list goes on; pinned ones are more, on the first page."""
    listed = narrowed.apply(Thread.objects.filter(space=place.space).listed().heard_by(viewer))
    rest = listed if narrowed else listed.filter(pinned_at=None)
    wanted: Any = after.below(rest, "last_post_at") if after else rest
    rest = wanted.newest_first()[: PAGE + 1]
    if narrowed or after:
        found, pinned = list(rest.for_listing()), 0
    else:
        top = listed.filter(pinned_at__isnull=False).order_by("-pinned_at")[:PINNED_MOST]
        both = rest.values("pk").union(top.values("pk"), all=True)
        found = list(Thread.objects.filter(pk__in=both).for_listing().newest_first())
        found.sort(key=lambda thread: thread.pinned_at is None)
        pinned = sum(thread.pinned_at is not None for thread in found)
    shown = found[: PAGE + pinned]
    more = len(found) > len(shown)
    return shown, Cursor(shown[-1].last_post_at, shown[-1].pk) if more else None


def _filters(place: Place, narrowed: Narrowed) -> list[dict[str, Any]]:
    """The kinds one can narrow the list to, as addresses."""
    tag = narrowed.tag
    kinds = [one for one in THREAD_KINDS if one[0] in place.space.kinds or one[0] == narrowed.kind]
    choices = [(_("All"), Narrowed(tag=tag))]
    choices += [(str(word), Narrowed(kind=kind, tag=tag)) for kind, word in kinds] if len(kinds) > 1 else []
    if Kind.QUESTION in place.space.kinds:
        choices.append((_("Unanswered"), Narrowed(unanswered=True, tag=tag)))
    return [{"label": label, "url": choice.query(), "current": choice == narrowed} for label, choice in choices]


def around(request: HttpRequest, place: Place, current: str) -> dict[str, Any]:
    """What every page of a space shows."""
    viewer, here = request.user, place.space
    return {
        "place": place,
        "space": here,
        "tabs": _tabs(viewer, place, current),
        "may_start": _may_start(viewer, place),
        "may_edit": permissions.may_take_part(viewer) and (place.hosted_by(viewer) or permissions.may_arrange(viewer)),
        "follow": _follow(viewer, place),
        "start_address": f"{reverse('thread_new')}?{urlencode({'space': here.slug})}",
    }


def _may_start(viewer: Viewer, place: Place) -> bool:
    """Whether "Start here" is offered; visitors are asked to sign in first."""
    if not viewer.is_authenticated:
        return place.space.who_starts == Who.MEMBERS and place.space.archived_at is None
    if place.space.who_starts != Who.TEAM and place.hosted_by(viewer):
        return permissions.may_take_part(viewer) and place.space.archived_at is None
    return permissions.may_start(viewer, place.space)


def _follow(viewer: Viewer, place: Place) -> Choice | None:
    return choice_of(place.follow, space=place.space) if viewer.is_authenticated else None


def _tabs(viewer: Viewer, place: Place, current: str) -> list[dict[str, Any]]:
    tabs = [("threads", "space", _("Threads")), ("about", "space_about", _("About"))]
    if place.fresh_lines or current == "chat" or permissions.may_open_rooms(viewer, place.space):
        tabs.insert(1, ("chat", "chat", _("Chat")))
    if Kind.IDEA in place.space.kinds or current == "ideas":
        tabs.insert(-1, ("ideas", "space_ideas", _("Ideas")))
    if place.has_guides or current == "guides":
        tabs.insert(1, ("guides", "space_guides", _("Guides")))
    for tab in further():
        if current == tab.key or tab.key in place.further:
            tabs.insert(1, (tab.key, tab.address, str(tab.label)))
    if place.has_decisions or current == "decisions":
        tabs.append(("decisions", "space_decisions", _("Decisions")))
    if place.is_private:
        tabs.append(("members", "space_members", _("Members")))
    return [
        {
            "url": reverse(name, args=[place.space.slug]),
            "label": label,
            "current": key == current,
            "count": counted(sum(place.fresh_lines)) if key == "chat" else "",
        }
        for key, name, label in tabs
    ]


@public
@require_GET
@kept_for_visitors
@in_space
def about(request: HttpRequest, place: Place) -> HttpResponse:
    """What a space is for, who looks after it, and who may do what."""
    description = place.space.description
    page = around(request, place, "about") | {
        "description": rendered(description, NullResolver()).html if description.strip() else "",
        "rhythm": rhythms([place.space.pk])[place.space.pk],
        "language": dict(settings.LANGUAGES).get(place.space.language, ""),
    }
    return render(request, "community/spaces/about.html", page)


@public
@require_GET
@in_space
def members(request: HttpRequest, place: Place) -> HttpResponse:
    """Who is in a private space; there is no such page for others."""
    return members_page(request, place, HandleForm())


def members_page(request: HttpRequest, place: Place, form: HandleForm, status: int = 200) -> HttpResponse:
    """The list of a private space's members, with a form for those who may take somebody in."""
    if not place.is_private:
        raise Http404
    inside = Member.objects.present().filter(memberships__group=place.space.group).order_by("name", "pk")
    page = around(request, place, "members") | {
        "page": Paginator(cast(Any, inside), MEMBERS_PAGE).get_page(request.GET.get("page")),
        "may_admit": permissions.may_admit(request.user, place.space),
        "form": form,
    }
    return render(request, "community/spaces/members.html", page, status=status)
