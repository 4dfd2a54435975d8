"""Pages and fragments of searching."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from community.search.doing import ask_url, deeds
from community.search.filtering import address, chips, everything, offers
from community.search.finding import Found, find, people, spaces_named
from community.search.hinting import hints
from community.search.missing import note_unfound
from community.search.models import SearchOwed
from community.search.parsing import LONGEST, Query, TooLong, parse
from community.search.shelving import groups
from community.search.showing import Hit, hits, sample
from community.search.suggesting import did_you_mean
from config.lib.audience import public
from config.lib.limits import COMPLETE, SEARCH_MEMBER, SEARCH_VISITOR, by_member, spend

PAGE = 20
PEOPLE, SPACES = 6, 4
PALETTE_PEOPLE, PALETTE_SPACES = 3, 2


@public
@never_cache
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """All results of a search, with its filters."""
    typed = request.GET.get("q", "")
    try:
        query = parse(typed)
    except TooLong:
        refusal = {"typed": typed, "query": Query(), "longest": LONGEST, "is_too_long": True}
        return render(request, "community/search/results.html", refusal, status=422)
    context: dict[str, Any] = {"typed": typed.replace("\0", ""), "query": query, "longest": LONGEST, "hints": hints()}
    if query.terms or query.filters:
        spend(SEARCH_MEMBER if request.user.is_authenticated else SEARCH_VISITOR, by_member(request))
        context |= _results(request, query)
        if not (context["found"].total or context["groups"] or context["people"] or context["spaces"]):
            note_unfound(request, query)
    return render(request, "community/search/results.html", context)


def _results(request: HttpRequest, query: Query) -> dict[str, Any]:
    found = find(request.user, query)
    page = Paginator(found.places, PAGE).get_page(request.GET.get("page"))
    shown = hits(found, list(page.object_list))
    is_first = page.number == 1
    return {
        "found": found,
        "page": page,
        "hits": shown,
        "page_address": f"{address(query)}&page=",
        "chips": chips(query),
        "everything": everything(query),
        "offers": offers(query, *_around(shown)),
        "groups": groups(request.user, found) if is_first else [],
        "people": people(request.user, query, PEOPLE) if is_first else [],
        "spaces": spaces_named(found, SPACES) if is_first else [],
        "is_growing": not found.total and not found.shelved and SearchOwed.objects.exists(),
        **_instead(found, shown),
    }


def _instead(found: Found, shown: Sequence[Hit]) -> dict[str, Any]:
    """What to offer when nothing has exactly these words."""
    if found.exact or not found.query.wanted:
        return {}
    meant = did_you_mean(found, shown)
    return {"meant": meant, "meant_url": address(meant) if meant else "", "ask_url": ask_url(found.query)}


def _around(shown: Sequence[Hit]) -> tuple[list[Any], list[Any]]:
    """The spaces and the people of what is shown."""
    spaces = {hit.thread.space_id: hit.thread.space for hit in shown}
    return list(spaces.values()), list({hit.author.pk: hit.author for hit in shown if hit.author}.values())


@public
@never_cache
@require_GET
def search_palette(request: HttpRequest) -> HttpResponse:
    """The palette; with words in `q` only its list of first results."""
    if "q" not in request.GET:
        return render(
            request, "community/search/palette.html", {"deeds": deeds(request.user, Query()), "longest": LONGEST}
        )
    spend(COMPLETE, by_member(request))
    try:
        query = parse(request.GET["q"])
    except TooLong:
        refusal = {"remarks": [_("A search has at most %(count)d characters.") % {"count": LONGEST}]}
        return render(request, "community/search/palette.html#hits", refusal, status=422)
    if query.is_empty:
        context = {"deeds": deeds(request.user, query), "remarks": query.remarks}
        return render(request, "community/search/palette.html#hits", context)
    results = _near_results if "near" in request.GET else _first_results
    return render(request, "community/search/palette.html#hits", results(request, query))


def _first_results(request: HttpRequest, query: Query) -> dict[str, Any]:
    """What has the words that were typed; where nothing has them, the page asks for what has nearly these."""
    found = find(request.user, query, nearly=False)
    known = people(request.user, query, PALETTE_PEOPLE)
    spaces = spaces_named(found, PALETTE_SPACES)
    nothing = query.wanted and not (found.total or found.shelved or known or spaces)
    return _palette(request, found) | {"people": known, "spaces": spaces, "asks_nearly": nothing}


def _near_results(request: HttpRequest, query: Query) -> dict[str, Any]:
    """What has nearly the words that were typed, in an answer of its own: each stays quick."""
    return _palette(request, find(request.user, query, exactly=False))


def _palette(request: HttpRequest, found: Found) -> dict[str, Any]:
    query, shown = found.query, sample(found)
    return {
        "query": query,
        "found": found,
        "sample": shown,
        "groups": groups(request.user, found),
        "deeds": deeds(request.user, query),
        "remarks": query.remarks,
        "everything": everything(query),
        "offers": offers(query, *_around(shown.best_and_hits)),
        **_instead(found, shown.best_and_hits),
    }
