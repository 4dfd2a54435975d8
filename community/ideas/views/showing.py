"""The boards of ideas and the roadmap."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_safe

from community.ideas.board import Asked, cards, on_board, roadmap, sorts, tabs
from community.ideas.voting import votes_each, votes_left
from community.spaces.models import Kind
from community.spaces.permissions import may_take_part
from community.spaces.showing import Place, in_space
from community.spaces.views import around
from config.lib.anonymous_cache import kept_for_visitors
from config.lib.audience import public

PAGE = 20


@public
@require_safe
@kept_for_visitors
def ideas(request: HttpRequest) -> HttpResponse:
    """All ideas the reader sees, by votes."""
    return render(request, "community/ideas/board.html", _board(request))


@public
@require_GET
@kept_for_visitors
@in_space
def space_ideas(request: HttpRequest, place: Place) -> HttpResponse:
    """The ideas of one space."""
    start = f"{reverse('thread_new')}?{urlencode({'space': place.space.slug, 'kind': Kind.IDEA.value})}"
    page = around(request, place, "ideas") | _board(request, place) | {"start_address": start}
    return render(request, "community/ideas/space.html", page)


def _board(request: HttpRequest, place: Place | None = None) -> dict[str, Any]:
    viewer, asked = request.user, Asked.of(request)
    space = place.space if place else None
    page = Paginator(on_board(viewer, asked, space), PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "page": page,
        "cards": cards(viewer, page),
        "statuses": tabs(viewer, asked, space),
        "sorts": sorts(asked),
        "asked": asked,
        "pages_address": f"{asked.address()}&page=",
        "idea_address": f"{reverse('thread_new')}?kind={Kind.IDEA.value}",
    }
    if viewer.is_authenticated and may_take_part(viewer):
        context |= {"votes_left": votes_left(viewer), "votes_each": votes_each()}
    return context


@public
@require_safe
@kept_for_visitors
def show_roadmap(request: HttpRequest) -> HttpResponse:
    """What is planned, in progress, and shipped in this quarter."""
    return render(request, "community/ideas/roadmap.html", {"columns": roadmap(request.user)})
