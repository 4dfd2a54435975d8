"""Pages about saved searches, and about searches that found nothing."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from community.search.filtering import address
from community.search.missing import KEPT, unfound
from community.search.models import SavedSearch
from community.search.parsing import LONGEST, parse
from community.search.saving import TooManySaved, forget_search, save_search, tell_of
from config.lib.audience import managers_only, members_only
from members.profiles.models import Member

PAGE = 50


@members_only
@require_safe
def saved_searches(request: HttpRequest) -> HttpResponse:
    """One's own searches."""
    mine = SavedSearch.objects.filter(member=cast(Member, request.user)).order_by("name", "pk")
    rows = [(saved, address(saved.query)) for saved in mine]
    return render(request, "community/search/saved.html", {"rows": rows, "most": SavedSearch.MOST})


@members_only
@require_POST
def search_save(request: HttpRequest) -> HttpResponse:
    """Keep the search of a page of results, under a name."""
    typed = " ".join(request.POST.get("q", "").replace("\0", "").split())
    name = " ".join(request.POST.get("name", "").replace("\0", "").split()) or typed
    if len(typed) > LONGEST or parse(typed).is_empty:
        messages.error(request, _("A search needs at least one word, or a filter that says what to look through."))
        return redirect("search")
    try:
        saved = save_search(name=name[: SavedSearch.NAME_MAX], query=typed, by=cast(Member, request.user))
    except TooManySaved:
        most = SavedSearch.MOST
        words = ngettext(
            "You keep %(count)d search. Remove one first.", "You keep %(count)d searches. Remove one first.", most
        )
        messages.error(request, words % {"count": most})
        return redirect("saved_searches")
    tell_of(saved, tells=saved.tells_at is not None or "tell" in request.POST)
    messages.success(request, _("“%(name)s” is saved.") % {"name": saved.name})
    return redirect("saved_searches")


def _mine(request: HttpRequest, saved_id: int) -> SavedSearch:
    saved = SavedSearch.objects.filter(member=cast(Member, request.user), pk=saved_id).select_related("member").first()
    if saved is None:
        raise Http404
    return saved


@members_only
@require_POST
def saved_tell(request: HttpRequest, saved_id: int) -> HttpResponse:
    """Be told of new results once a day, or (`tell` is `no`) no longer."""
    saved = _mine(request, saved_id)
    tells = request.POST.get("tell") != "no"
    tell_of(saved, tells=tells)
    words = _("You are told of new results, once a day at most.") if tells else _("You are told no longer.")
    messages.success(request, words)
    return redirect("saved_searches")


@members_only
@require_POST
def saved_forget(request: HttpRequest, saved_id: int) -> HttpResponse:
    """Keep it no longer."""
    forget_search(_mine(request, saved_id))
    messages.success(request, _("The search is removed."))
    return redirect("saved_searches")


@managers_only
@require_safe
def unfound_searches(request: HttpRequest) -> HttpResponse:
    """What several people looked for and did not find."""
    page = Paginator(unfound(), PAGE).get_page(request.GET.get("page"))
    rows = [(one, address(one.words)) for one in page]
    return render(request, "community/search/unfound.html", {"page": page, "rows": rows, "days": KEPT.days})
