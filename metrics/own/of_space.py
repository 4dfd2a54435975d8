"""The numbers of one space, for its hosts: numbers alone, over one stretch of time.

Whoever could read a space over 28 and over 90 days could subtract one from the other, so hosts read 28 days and the
line of twelve weeks. Spaces do not hold each other's numbers, and which of them stay untold was decided for all
spaces together when they were made (measures/keeping.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.spaces.showing import Place, in_space
from config.lib.audience import public
from members.profiles.models import Member
from metrics.measures.measure import Cut
from metrics.memos.choosing import is_wanted
from metrics.scoreboard.board import board_of

if TYPE_CHECKING:
    from config.lib.audience import Viewer

DAYS = 28


def may_read(viewer: Viewer, place: Place) -> bool:
    """Whether somebody reads the numbers of a space: its hosts and managers, unless they are suspended."""
    if not isinstance(viewer, Member) or not viewer.is_active or viewer.is_suspended:
        return False
    return viewer.is_manager or place.hosted_by(viewer)


@public
@require_safe
@in_space
def space_health(request: HttpRequest, place: Place) -> HttpResponse:
    """The numbers of a space; for whoever neither hosts it nor manages there is no such page."""
    viewer = request.user
    if not isinstance(viewer, Member) or not may_read(viewer, place):
        raise Http404
    page = {
        "space": place.space, "board": board_of(Cut(place.space.pk), DAYS, viewer=viewer, for_hosts=True),
        "gets_memo": is_wanted(viewer), "manages": viewer.is_manager,
    }  # fmt: skip
    answer = render(request, "metrics/own/space.html", page)
    answer["Cache-Control"] = "private, no-store"
    return answer
