"""The memo before it leaves, its switch, and the way out in its footer."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import member_of, members_only, public
from members.journeys.views.previewing import LETTER_CSP
from members.notifications.preferences import mail_is_stopped
from members.notifications.stopping import Stoppable, stopping
from members.profiles.models import Member
from metrics.memos.choosing import is_stopped, is_wanted, stop, want
from metrics.memos.receiving import may_choose
from metrics.memos.writing import DAYS, PURPOSE, Told, letter_for, told_to
from metrics.scoreboard.board import last_whole

LETTERS = Stoppable(PURPOSE, "health_memo_stop", "metrics/memos/stop.html", is_stopped, stop, want)


def _reader(request: HttpRequest) -> Member:
    """Who asks, if there is a memo for them at all."""
    member = member_of(request)
    if not may_choose(member):
        raise PermissionDenied(_("The memo is for managers and for hosts of spaces."))
    return member


def _told_now(member: Member) -> Told | None:
    """The memo as it would be with the numbers of last night."""
    last = last_whole(DAYS)
    return told_to(member, last[0] + timedelta(days=1)) if last is not None else None


@members_only
@require_safe
def memo(request: HttpRequest) -> HttpResponse:
    """What the memo would say today, and whether one gets it."""
    member = _reader(request)
    page = {
        "is_wanted": is_wanted(member), "told": _told_now(member), "all_stopped": mail_is_stopped(member),
        "manages": member.is_manager,
    }  # fmt: skip
    return render(request, "metrics/memos/memo.html", page)


@members_only
@require_safe
@xframe_options_sameorigin
@csp_override(LETTER_CSP)
def memo_letter(request: HttpRequest) -> HttpResponse:
    """The letter itself, for the frame."""
    member = _reader(request)
    told = _told_now(member)
    if told is None:
        raise Http404
    return HttpResponse(str(letter_for("preview", member, told).alternatives[0][0]))


@members_only
@require_POST
def memo_switch(request: HttpRequest) -> HttpResponse:
    """The memo on Mondays, or none."""
    member = _reader(request)
    if request.POST.get("want") == "yes":
        want(member)
        messages.success(request, _("The memo comes on Mondays."))
    else:
        stop(member)
        messages.success(request, _("Done. No more memos."))
    return redirect("health_memo")


@csrf_exempt  # Mail programs send this POST without a cookie (RFC 8058); the token in the address is what allows it.
@public
def memo_stop(request: HttpRequest, letter_token: str) -> HttpResponse:
    """None any more, without signing in."""
    return stopping(request, letter_token, LETTERS)
