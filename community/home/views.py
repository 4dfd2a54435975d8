"""Home and the lists of threads."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from community.home import feed
from community.home.feed import Narrowed, Page
from community.home.greeting import hello, news
from community.home.helping import could_help
from community.home.listing import Listing, listing_for, narrowed_by, picked, tabs_for
from community.home.models import Order
from community.home.seen import unpack
from community.home.visiting import Pulse, prefer, take_pulse
from community.spaces.models import Space
from community.welcome.models import Action
from community.welcome.stepping import is_beginning
from config.lib.anonymous_cache import kept_for_visitors
from config.lib.audience import members_only, public
from config.lib.cursors import cursor_from
from members.profiles.models import Member


@public
@require_safe
@kept_for_visitors
def home(request: HttpRequest) -> HttpResponse:
    """What a member's day begins with; for visitors, what this is and what is talked about."""
    if not request.user.is_authenticated:
        listing = listing_for(request, feed.latest(request.user, Narrowed(), None), None, address=reverse("latest"))
        return _page(request, "latest", listing, None)
    pulse = take_pulse(request.user)
    if pulse.order == Order.LATEST:
        page = feed.latest(request.user, Narrowed(), None)
        return _page(request, "latest", listing_for(request, page, pulse, address=reverse("latest")), pulse)
    return _page(request, "for_you", picked(request.user, pulse), pulse)


@members_only
@require_safe
def for_you(request: HttpRequest) -> HttpResponse:
    """What fits the member, also for those whose home begins with the newest."""
    member = cast(Member, request.user)
    pulse = take_pulse(member)
    listing = picked(member, pulse, unpack(request.GET.get("seen", "")))
    if request.GET.get("part") == "rows":
        return render(request, "community/home/index.html#rows", {"listing": listing})
    return _page(request, "for_you", listing, pulse)


@public
@require_safe
@kept_for_visitors
def latest(request: HttpRequest) -> HttpResponse:
    """Everything, newest first."""
    narrowed = narrowed_by(request)
    return _list(request, "latest", feed.latest(request.user, narrowed, _after(request)), narrowed)


@members_only
@require_safe
def following(request: HttpRequest) -> HttpResponse:
    """What the member follows."""
    narrowed = narrowed_by(request)
    return _list(request, "following", feed.following(cast(Member, request.user), narrowed, _after(request)), narrowed)


@public
@require_safe
@kept_for_visitors
def unanswered(request: HttpRequest) -> HttpResponse:
    """Questions that wait for an answer."""
    narrowed = narrowed_by(request)
    return _list(request, "unanswered", feed.unanswered(request.user, narrowed, _after(request)), narrowed)


@members_only
@require_POST
def home_order(request: HttpRequest) -> HttpResponse:
    """Remember whether home begins with what fits or with the newest."""
    order = request.POST.get("order", "")
    if order not in Order.values:
        raise Http404
    prefer(cast(Member, request.user), order)
    return redirect("home")


def _after(request: HttpRequest) -> Any:
    return cursor_from(request.GET.get("after"))


def _list(request: HttpRequest, name: str, page: Page, narrowed: Narrowed) -> HttpResponse:
    pulse = take_pulse(request.user) if request.user.is_authenticated else None
    listing = listing_for(request, page, pulse, address=reverse(name), narrowed=narrowed)
    if request.GET.get("part") == "rows":
        return render(request, "community/home/index.html#rows", {"listing": listing})
    spaces = Space.objects.visible_to(request.user).filter(archived_at=None).only("name", "slug")
    return _page(request, name, listing, pulse, narrowed=narrowed, spaces=spaces)


def _page(request: HttpRequest, name: str, listing: Listing, pulse: Pulse | None, **more: Any) -> HttpResponse:
    context: dict[str, Any] = {"name": name, "listing": listing, "pulse": pulse, **more}
    context["tabs"] = tabs_for(request, name, pulse)
    context["is_home"] = request.resolver_match is not None and request.resolver_match.url_name == "home"
    if pulse is not None and "spaces" not in more:
        member = cast(Member, request.user)
        context |= {"hello": hello(member), "news": news(pulse), "wishes": could_help(member)}
        context["begins"] = pulse.settled < len(Action) and is_beginning(member)
    context["heading"] = _heading(name)
    return render(request, "community/home/index.html", context)


def _heading(name: str) -> str:
    return {
        "for_you": _("For you"),
        "latest": _("Latest"),
        "following": pgettext("list of threads", "Following"),
        "unanswered": _("Unanswered"),
    }[name]
