"""Bringing a guide from draft to its readers and, in the end, out of their way: one address each, POST only."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.composing.views.answering import stop_at
from community.guides import permissions
from community.guides.finding import guide_at
from community.guides.forms import ReasonForm, WhyForm
from community.guides.models import Guide
from community.guides.submitting import words_after_saving
from config.lib.audience import Viewer, members_only
from members.profiles.models import Member
from members.profiles.refusing import Refusal


def _by(request: HttpRequest, guide: Guide, may: Callable[[Viewer, Guide], Refusal | None]) -> Member:
    stop_at(may(request.user, guide))
    return cast(Member, request.user)


def _done(request: HttpRequest, guide: Guide, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect(guide)


@members_only
@require_POST
@guide_at
def guide_review(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Ask for a second look."""
    by = _by(request, guide, permissions.may_ask_for_review)
    guide.ask_for_review(by=by)
    return _done(request, guide, _("Whoever looks after its place is asked to read it. You will hear from them."))


@members_only
@require_POST
@guide_at
def guide_send_back(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Say what is missing; it becomes a draft again."""
    by = _by(request, guide, permissions.may_review)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["reason"][0]))
        return redirect(guide)
    guide.send_back(by=by, reason=form.cleaned_data["reason"])
    return _done(request, guide, _("Sent back with your words."))


@members_only
@require_POST
@guide_at
def guide_publish(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Let readers find it."""
    by = _by(request, guide, permissions.may_publish)
    guide.publish(by=by)
    said = _("Published. It leads the search results for its words from now on.")
    return _done(request, guide, words_after_saving(guide, said))


@members_only
@require_POST
@guide_at
def guide_check(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Say that everything still holds."""
    by = _by(request, guide, permissions.may_check)
    guide.check_again(by=by)
    return _done(request, guide, _("Noted: checked today."))


@members_only
@require_POST
@guide_at
def guide_retire(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Take it out of lists and search."""
    by = _by(request, guide, permissions.may_retire)
    form = WhyForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["reason"][0]))
        return redirect(guide)
    guide.retire(by=by, reason=form.cleaned_data["reason"])
    return _done(request, guide, _("Retired. It left lists and search; you can bring it back here."))


@members_only
@require_POST
@guide_at
def guide_bring_back(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Make it what it was before."""
    by = _by(request, guide, permissions.may_bring_back)
    guide.bring_back(by=by)
    return _done(request, guide, _("The guide is back."))
