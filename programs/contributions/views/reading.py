"""Reading a call, and the list of one's own contributions."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.lib.audience import member_of, members_only, public
from programs.contributions.models import Contribution
from programs.contributions.showing import Call, find, published

SHOWN = 100


def the_call(request: HttpRequest, occurrence_id: int) -> Call:
    """The call of an address. Raises Http404 for what the reader may not see."""
    found = find(request.user, occurrence_id)
    if found is None:
        raise Http404
    return found


@public
@require_safe
def contribution_call(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """What is wanted, until when, what came of it."""
    call = the_call(request, occurrence_id)
    context = {
        "call": call, "program": call.occurrence.program, "space": call.occurrence.program.space,
        "published": published(request.user, call),
    }  # fmt: skip
    return render(request, "programs/contributions/call.html", context)


@members_only
@require_safe
def contributions(request: HttpRequest) -> HttpResponse:
    """Everything one wrote for calls."""
    rows = Contribution.objects.by(member_of(request)).select_related("occurrence__program", "thread", "guide")
    return render(request, "programs/contributions/mine.html", {"rows": rows.order_by("-saved_at")[:SHOWN]})
