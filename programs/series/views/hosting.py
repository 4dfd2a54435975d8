"""Those who host: their turns, offering one, taking one over."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import member_of, members_only
from members.profiles.refusing import NotNow
from programs.series.hosting import offer, take_over, withdraw
from programs.series.occurrences import Occurrence
from programs.series.turns import turns_of


@members_only
@require_safe
def hosting(request: HttpRequest) -> HttpResponse:
    """My turns to come, and those others cannot keep."""
    return render(request, "programs/series/hosting.html", {"turns": turns_of(member_of(request))})


@members_only
@require_POST
def hosting_offer(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Ask whether somebody else of the rota can be there."""
    member, found = member_of(request), _found(request, occurrence_id)
    return _done(
        request, lambda: offer(found, by=member), _("The others are asked. It stays yours until somebody takes it.")
    )


@members_only
@require_POST
def hosting_take(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Be there instead of whoever asked."""
    member, found = member_of(request), _found(request, occurrence_id)
    return _done(request, lambda: take_over(found, by=member), _("Thank you. It is yours now."))


@members_only
@require_POST
def hosting_withdraw(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Be there after all."""
    member, found = member_of(request), _found(request, occurrence_id)
    return _done(request, lambda: withdraw(found, by=member), _("You are there after all."))


def _found(request: HttpRequest, occurrence_id: int) -> Occurrence:
    found: Occurrence = get_object_or_404(Occurrence.objects.hosted_by(member_of(request)), pk=occurrence_id)
    return found


def _done(request: HttpRequest, act: Callable[[], object], words: str) -> HttpResponse:
    try:
        act()
    except NotNow as why:
        messages.error(request, why.refusal.sentence)
    else:
        messages.success(request, words)
    return redirect("hosting")
