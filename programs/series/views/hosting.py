"""Those who host: their turns, offering one, taking one over."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.lib.audience import member_of, members_only
from members.profiles.refusing import NotNow
from programs.series.hosting import offer, take_over, withdraw
from programs.series.occurrences import Occurrence
from programs.series.swap_forms import SwapForm
from programs.series.swapping import accept_swap, decline_swap, offer_swap, turns_of_others
from programs.series.turns import turns_of
from programs.series.wording import Walls


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


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def hosting_swap(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Offer one's turn to another host for a turn of theirs: choose it, read what they will be told, send it."""
    member, found = member_of(request), _found(request, occurrence_id)
    if found.host_id != member.pk:
        messages.error(request, _("This is not your turn any more."))
        return redirect("hosting")
    form = SwapForm(request.POST or None, turns=turns_of_others(found, member))
    is_valid = request.method == "POST" and form.is_valid()
    if is_valid and form.back is not None and request.POST.get("do") != "preview":
        back = form.back
        try:
            offer_swap(found, back, by=member)
        except NotNow as why:
            form.add_error("turn", why.refusal.sentence)
        else:
            words = _("%(name)s is asked. Both turns stay as they are until then.")
            messages.success(request, words % {"name": back.host.name if back.host else ""})
            return redirect("hosting")
    page = {"occurrence": found, "form": form, "walls": Walls(found.starts_at, found.program.zone), "back": form.back}
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, "programs/series/swap.html", page, status=status)


@members_only
@require_POST
def hosting_swap_accept(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Take the turn that is offered, and give one's own for it."""
    member, found = member_of(request), _found(request, occurrence_id)
    read_as = request.POST.get("edition", "")
    return _done(
        request, lambda: accept_swap(found, read_as=read_as, by=member), _("Swapped. Both turns have changed hands.")
    )


@members_only
@require_POST
def hosting_swap_decline(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Keep one's own turn."""
    member, found = member_of(request), _found(request, occurrence_id)
    return _done(request, lambda: decline_swap(found, by=member), _("Your turn stays as it is."))


def _found(request: HttpRequest, occurrence_id: int) -> Occurrence:
    mine = Occurrence.objects.hosted_by(member_of(request)).select_related("program__space")
    found: Occurrence = get_object_or_404(mine, pk=occurrence_id)
    return found


def _done(request: HttpRequest, act: Callable[[], object], words: str) -> HttpResponse:
    try:
        act()
    except NotNow as why:
        messages.error(request, why.refusal.sentence)
    else:
        messages.success(request, words)
    return redirect("hosting")
