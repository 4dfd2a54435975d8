"""What comes of polls: writing it down, its history, and all of them in a space."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from community.composing.views.answering import stop_at
from community.drafts.rescuing import keeping_text
from community.polls.deciding import DecisionConflict, decide
from community.polls.finding import find_poll
from community.polls.forms import DecisionForm, form_of
from community.polls.models import Decision
from community.polls.permissions import may_decide
from community.posts.models import Post
from community.spaces.showing import Place, in_space
from community.spaces.views import around
from config.lib.anonymous_cache import kept_for_visitors
from config.lib.audience import Viewer, members_only, public
from members.profiles.models import Member

PAGE = 30


@keeping_text
@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def poll_decide(request: HttpRequest, post_id: int) -> HttpResponse:
    """Write what is done with the result of a closed poll, or edit it."""
    shown = find_poll(request.user, post_id)
    stop_at(may_decide(request.user, shown.poll, shown.post))
    page: dict[str, Any] = {"shown_poll": shown, "post": shown.post, "form": form_of(shown.decision)}
    if request.method != "POST":
        return render(request, "community/polls/decide.html", page)
    form = page["form"] = DecisionForm(request.POST)
    if not form.is_valid():
        return render(request, "community/polls/decide.html", page, status=422)
    try:
        decide(shown.poll, by=cast(Member, request.user), **form.cleaned_data)
    except DecisionConflict as conflict:
        form.data = {**request.POST.dict(), "version": str(conflict.current.version)}
        return render(request, "community/polls/decide.html", page | {"conflict": conflict.current}, status=409)
    messages.success(request, _("Written down. Who voted is told once."))
    return redirect(f"{shown.post.get_absolute_url()}#poll-{shown.post.pk}")


@public
@require_safe
def decision_history(request: HttpRequest, post_id: int) -> HttpResponse:
    """Every version of a decision, newest first."""
    shown = find_poll(request.user, post_id)
    if shown.decision is None:
        raise Http404
    earlier = shown.decision.versions.select_related("by").order_by("-version")
    page = {"shown_poll": shown, "post": shown.post, "versions": [shown.decision, *earlier]}
    return render(request, "community/polls/history.html", page)


def decisions_of(viewer: Viewer, place: Place) -> Any:
    """The decisions of a space that this viewer may read, newest first."""
    posts = Post.objects.readable_by(viewer).filter(
        thread__space=place.space, held_at=None, thread__deleted_at=None, thread__held_at=None
    )
    found = Decision.objects.filter(poll__post__in=posts).order_by("-decided_at", "-pk")
    return found.select_related("poll__post__thread", "by")


@public
@require_GET
@kept_for_visitors
@in_space
def space_decisions(request: HttpRequest, place: Place) -> HttpResponse:
    """What was decided in a space, newest first."""
    pages = Paginator(decisions_of(request.user, place), PAGE)
    page = around(request, place, "decisions") | {"page": pages.get_page(request.GET.get("page"))}
    return render(request, "community/polls/decisions.html", page)
