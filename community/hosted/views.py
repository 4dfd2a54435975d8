"""Hiding something in a space one hosts: the rule and what happened are asked for; undone for 30 seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.hosted.forms import TakeAwayForm
from community.hosted.permissions import may_take_away
from config.lib.audience import member_of, members_only
from members.profiles.refusing import NotNow
from moderation.review.deciding import ChangedMeanwhile, DecidedMeanwhile, TooLate
from moderation.review.decisions import Decision
from moderation.review.of_hosts import hide_as_host, twin_of, undo_as_host, why_not
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
        decision = hide_as_host(item, form.reasons(), by=viewer)
    except NotNow as refused:
        return _page(request, item, form, refused.refusal.sentence, 409)
    except ChangedMeanwhile:
        problem = _("It was changed since you opened it. Read the new words first; what you typed is kept.")
        given = request.POST.copy()
        given["version"] = item.version
        return _page(request, item, TakeAwayForm(given, version=item.version), problem, 409)
    said = _("Hidden. Its author is told why and can appeal to the moderators.")
    messages.success(request, said, extra_tags=reverse("take_away_undo", args=[decision.pk]))
    return redirect(item.url)


@members_only
@require_POST
def take_away_undo(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Take it back within 30 seconds: the host who decided it, as long as they host the space."""
    viewer = member_of(request)
    mine = Decision.objects.filter(decided_by=viewer, is_by_host=True).select_related("case__about", "about")
    decision = get_object_or_404(mine, pk=decision_id)
    if (refusal := may_take_away(viewer, decision.case.space_id, decision.about)) is not None:
        raise PermissionDenied(refusal.sentence)
    try:
        undo_as_host(decision, by=viewer)
    except TooLate:
        messages.error(request, _("The 30 seconds to undo are over. The moderators can still take it back."))
    except DecidedMeanwhile:
        messages.info(request, _("This decision does not hold any more."))
    else:
        messages.success(request, _("Undone. It stands where it stood."))
    item = KINDS[decision.case.subject_type].seen_by(viewer, decision.case.subject_id)
    return redirect(item.url if item is not None else "home")


def _found(request: HttpRequest, kind: str, pk: int) -> Item:
    item = KINDS[kind].seen_by(request.user, pk) if kind in TAKEN_AWAY else None
    if item is None:
        raise Http404
    return item


def _page(request: HttpRequest, item: Item, form: TakeAwayForm, problem: str = "", status: int = 200) -> HttpResponse:
    context = {"item": item, "noun": KINDS[item.key].noun, "form": form, "problem": problem}
    return render(request, "community/hosted/take_away.html", context, status=status)
