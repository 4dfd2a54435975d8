"""Points and leaderboards: pages that exist only where a manager wants them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of, members_only
from members.profiles.models import Member
from members.recognition.boxes import Box, boxes
from members.recognition.counting import GIVEN_A_DAY
from members.recognition.earning import EARNINGS
from members.recognition.leading import credits_of, earned_by, is_listed, leaders, listed
from members.recognition.points import Scoring

PAGE = 30


def _box(request: HttpRequest) -> Box:
    """The time that the address asks for; this month, if none that is known."""
    found = boxes(timezone.now())
    return found.get(request.GET.get("time", ""), found["month"])


@members_only
@require_safe
def leaderboard(request: HttpRequest) -> HttpResponse:
    """Who was recognised most in a time; managers see it before it is shown."""
    viewer, scoring = member_of(request), Scoring.current()
    if scoring.counted_since is None or (scoring.shown_since is None and not viewer.is_manager):
        raise Http404
    box, newcomers = _box(request), request.GET.get("of") == "newcomers"
    page = {
        "box": box, "boxes": boxes(timezone.now()).values(), "newcomers": newcomers, "is_shown": scoring.shown_since,
        "leaders": leaders(viewer, box, newcomers=newcomers), "mine": earned_by(viewer, box).total(),
        "is_listed": is_listed(viewer),
    }  # fmt: skip
    return render(request, "members/recognition/leaders.html", page)


@members_only
@require_safe
def points(request: HttpRequest, handle: str) -> HttpResponse:
    """What somebody's points are for: one's own, and of those who are on a leaderboard."""
    viewer, scoring = member_of(request), Scoring.current()
    member = get_object_or_404(Member.objects.present(), handle=handle.lower())
    is_public = scoring.shown_since is not None and listed(viewer).filter(pk=member.pk).exists()
    if scoring.counted_since is None or not (viewer.pk == member.pk or is_public):
        raise Http404
    box = _box(request)
    rows = earned_by(member, box)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "member": member, "box": box, "boxes": boxes(timezone.now()).values(), "page": page,
        "credits": credits_of(page, viewer), "total": rows.total(), "address": f"?time={box.key}&page=",
        "earnings": EARNINGS.values(), "given_a_day": GIVEN_A_DAY, "is_shown": scoring.shown_since,
    }  # fmt: skip
    return render(request, "members/recognition/points.html", context)


@managers_only
@require_POST
def points_start(request: HttpRequest) -> HttpResponse:
    """Count points from now on."""
    Scoring.current().start(by=member_of(request))
    messages.success(request, _("Points are counted. Those of this season are there in a moment."))
    return redirect("recognition")


@managers_only
@require_POST
def points_stop(request: HttpRequest) -> HttpResponse:
    """Count no points any more."""
    Scoring.current().stop(by=member_of(request))
    messages.success(request, _("No points are counted any more. Those there were are gone."))
    return redirect("recognition")


@managers_only
@require_POST
def leaders_show(request: HttpRequest) -> HttpResponse:
    """Show leaderboards to members."""
    scoring = Scoring.current()
    if scoring.counted_since is None:
        messages.error(request, _("Leaderboards need points. Let them be counted first."))
    else:
        scoring.show(by=member_of(request))
        messages.success(request, _("Members see leaderboards."))
    return redirect("recognition")


@managers_only
@require_POST
def leaders_hide(request: HttpRequest) -> HttpResponse:
    """Show no leaderboards any more."""
    Scoring.current().hide(by=member_of(request))
    messages.success(request, _("Nobody sees leaderboards any more."))
    return redirect("recognition")
