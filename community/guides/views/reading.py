"""Reading guides: lists, one of them, its history, and whether it was useful."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from community.guides.finding import guide_at
from community.guides.histories import first_for_readers, versions_of
from community.guides.models import Guide
from community.guides.outward import described
from community.guides.permissions import looks_after, may_edit, may_propose, writes
from community.guides.reading import mark_notices_read
from community.guides.showing import SHELVES, kept, page_of, tabs
from community.guides.voting import deflect_by, vote_from, vote_of
from community.spaces.showing import Place, in_space
from community.spaces.views import around
from config.lib.anonymous_cache import kept_for_visitors
from config.lib.audience import members_only, public
from config.lib.htmx import go
from config.lib.limits import COMPLETE, GUIDE_VOTES, by_member, limited
from members.profiles.models import Member

PAGE = 30


@public
@require_GET
@kept_for_visitors
def guides(request: HttpRequest) -> HttpResponse:
    """All guides a reader may see, newest first; `show` chooses among those still being written, overdue, retired."""
    which = request.GET.get("show", "")
    which = which if which in SHELVES else ""
    pages = Paginator(kept(request.user, which), PAGE)
    context = {
        "page": pages.get_page(request.GET.get("page")),
        "which": which,
        "tabs": tabs(request.user, which),
        "may_propose": request.user.is_authenticated and may_propose(request.user) is None,
        "page_address": f"?show={which}&page=" if which else "?page=",
    }
    return render(request, "community/guides/index.html", context)


@public
@require_GET
@kept_for_visitors
@in_space
def space_guides(request: HttpRequest, place: Place) -> HttpResponse:
    """The guides of a space, newest first."""
    found = Guide.objects.visible_to(request.user).for_listing().filter(space=place.space)
    pages = Paginator(found.listed().order_by("-published_at", "-pk"), PAGE)
    page = around(request, place, "guides") | {"page": pages.get_page(request.GET.get("page"))}
    return render(request, "community/guides/of_space.html", page)


@public
@require_safe
@guide_at
def guide(request: HttpRequest, guide: Guide) -> HttpResponse:
    """A guide to read."""
    mark_notices_read(request.user, guide)
    shown = page_of(request.user, guide)
    context = {"shown": shown, "guide": guide, "vote": vote_of(request, guide), "described": described(guide, shown)}
    return render(request, "community/guides/detail.html", context)


@public
@require_safe
@guide_at
def guide_history(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Every version of a guide with what changed, newest first; who writes it reads the steps it took too."""
    team = writes(request.user, guide) or looks_after(request.user, guide)
    looks = looks_after(request.user, guide)
    if (guide.hidden_at is not None or guide.held_at is not None) and not looks:
        raise Http404
    context = {
        "guide": guide,
        "versions": versions_of(guide, first=1 if team else first_for_readers(guide), shows_hidden=looks),
        "steps": guide.steps.select_related("by").order_by("-at", "-pk") if team else [],
        "restores": may_edit(request.user, guide) is None,
    }
    return render(request, "community/guides/history.html", context)


@public
@limited(GUIDE_VOTES, key=by_member)
@require_POST
@guide_at
def guide_useful(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Say whether it was useful; visitors may too."""
    answer = request.POST.get("useful", "")
    if not guide.is_published:
        messages.error(request, _("This guide is not published, so nobody is asked about it."))
        return redirect(guide)
    if answer not in ("yes", "no"):
        messages.error(request, _("Choose yes or no."))
        return redirect(guide)
    response = redirect(f"{guide.get_absolute_url()}#useful")
    vote_from(request, guide, response, is_useful=answer == "yes")
    messages.success(request, _("Thank you. You can change your answer at any time."))
    return response


@members_only
@limited(COMPLETE, key=by_member)
@require_POST
@guide_at
def guide_solved(request: HttpRequest, guide: Guide) -> HttpResponse:
    """A guide answered somebody who was about to ask; counted once a day for each of both."""
    deflect_by(guide, by=cast(Member, request.user))
    messages.success(request, _("Good. Your draft is kept, in case this was not all."))
    return go(request, guide.get_absolute_url())
