"""Lists for what is being typed: fragments with the options of a listbox."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from community.completing import finding
from community.spaces.models import Space
from community.threads.models import Thread
from config.lib.audience import members_only
from config.lib.limits import COMPLETE, by_member, spend
from members.profiles.models import Member


@members_only
@require_GET
def complete(request: HttpRequest, kind: str) -> HttpResponse:
    """Members, tags or emoji for a few letters."""
    spend(COMPLETE, by_member(request))
    viewer, words = cast(Member, request.user), request.GET.get("q", "")[:60]
    if kind == "members":
        thread = _seen(Thread.objects.visible_to(viewer).select_related("space"), request.GET.get("thread", ""))
        space = _seen(Space.objects.visible_to(viewer), request.GET.get("space", ""))
        found = finding.members(viewer, words, cast("Thread | None", thread), cast("Space | None", space))
    elif kind == "tags":
        found = finding.tags(viewer, words)
    elif kind == "emoji":
        found = finding.emoji(words)
    else:
        raise Http404
    return render(request, "community/completing/choices.html", {"choices": found})


def _seen(rows: object, number: str) -> object:
    """The row with this number, if the viewer sees it."""
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    return rows.filter(pk=int(number)).first()  # type: ignore[attr-defined]
