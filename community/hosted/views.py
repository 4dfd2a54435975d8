"""Hiding something in a space one hosts: the rule and what happened are asked for, and told to its author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.hosted.forms import TakeAwayForm
from community.hosted.permissions import may_take_away
from config.lib.audience import member_of, members_only
from members.profiles.refusing import NotNow
from moderation.review.deciding import ChangedMeanwhile
from moderation.review.of_hosts import hide_as_host, twin_of, why_not
from moderation.review.subjects import KINDS

if TYPE_CHECKING:
    from moderation.review.subjects import Item

TAKEN_AWAY = ("post", "line", "guide")
"""What hosts hide; earlier versions and people are the team's alone."""


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def take_away(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Ask for the reasons; with them, hide it until it is changed, and tell its author."""
    viewer, item = member_of(request), _found(request, kind, pk)
    if item.state and twin_of(item, request.POST.get("submission", ""), by=viewer) is not None:
        return redirect(item.url)
    if item.state:  # its words are nobody's but its author's and the team's any more
        raise Http404
    if (refusal := may_take_away(viewer, item.space_id, item.author)) is not None:
        raise PermissionDenied(refusal.sentence)
    form = TakeAwayForm(request.POST if request.method == "POST" else None, version=item.version)
    if request.method != "POST":
        refusal = why_not(item)
        return _page(request, item, form, str(refusal) if refusal is not None else "")
    if not form.is_valid():
        return _page(request, item, form, status=422)
    try:
        hide_as_host(item, form.reasons(), by=viewer)
    except NotNow as refused:
        return _page(request, item, form, refused.refusal.sentence, 409)
    except ChangedMeanwhile:
        problem = _("It was changed since you opened it. Read the new words first; what you typed is kept.")
        given = request.POST.copy()
        given["version"] = item.version
        return _page(request, item, TakeAwayForm(given, version=item.version), problem, 409)
    messages.success(request, _("Hidden. Its author is told why and can appeal to the moderators."))
    return redirect(item.url)


def _found(request: HttpRequest, kind: str, pk: int) -> Item:
    item = KINDS[kind].seen_by(request.user, pk) if kind in TAKEN_AWAY else None
    if item is None:
        raise Http404
    return item


def _page(request: HttpRequest, item: Item, form: TakeAwayForm, problem: str = "", status: int = 200) -> HttpResponse:
    context = {"item": item, "noun": KINDS[item.key].noun, "form": form, "problem": problem}
    return render(request, "community/hosted/take_away.html", context, status=status)
