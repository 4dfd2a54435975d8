"""The end of a challenge: more time, computing it again, publishing, the ledger of prizes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.lib.audience import managers_only, member_of
from members.profiles.refusing import NotNow
from programs.challenges.addresses import entries_of
from programs.challenges.forms import PublishForm
from programs.challenges.jury import board_of
from programs.challenges.models import ChallengeWinner
from programs.challenges.settling import NoReason, give_time, hand_over, publish, recompute
from programs.challenges.views.managing import board_page
from programs.challenges.views.page import the_challenge


@managers_only
@require_POST
def challenge_time(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Let judges go on."""
    found = the_challenge(request, occurrence_id)
    typed = request.POST.get("days", "")
    try:
        give_time(found.occurrence, int(typed) if typed.isdecimal() and len(typed) < 4 else 0, by=member_of(request))
        messages.success(request, _("Judges have more time."))
    except NotNow as not_now:
        return board_page(request, found, status=422, problem=not_now.refusal, days=typed[:4])
    return redirect(entries_of(found.occurrence))


@managers_only
@require_POST
def challenge_recompute(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Compute the result again from what is stored, and say whether it is the same."""
    found = the_challenge(request, occurrence_id)
    try:
        same = recompute(found.occurrence, by=member_of(request))
    except NotNow as not_now:
        return board_page(request, found, status=not_now.refusal.status, problem=not_now.refusal)
    if same:
        messages.success(request, _("Computed again from all votes and points: the same result."))
    elif found.challenge is not None and found.challenge.published_at:
        messages.warning(request, _("Computed again: it would come to something else by now. What is published stays."))
    else:
        messages.success(request, _("Computed from all votes and points as they stand now."))
    return redirect(f"{entries_of(found.occurrence)}#result")


@managers_only
@require_POST
def challenge_publish(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Confirm the winners with reasons, and tell it."""
    found = the_challenge(request, occurrence_id)
    board = board_of(found)
    form = PublishForm(request.POST, rows=board.winners, titles=board.titles)
    if not form.is_valid():
        return board_page(request, found, status=422, publish=form)
    said = form.cleaned_data
    try:
        publish(found.occurrence, form.reasons, said["words"], read_as=said["read_as"], by=member_of(request))
    except NotNow as not_now:
        return board_page(request, found, status=not_now.refusal.status, publish=form, problem=not_now.refusal)
    except NoReason as error:
        form.add_error(None, str(error))
        return board_page(request, found, status=422, publish=form)
    messages.success(request, _("The result is published."))
    return redirect(found.url)


@managers_only
@require_POST
def challenge_prize(request: HttpRequest, occurrence_id: int, place: int) -> HttpResponse:
    """Write down that a prize was given, or that it was not after all."""
    found = the_challenge(request, occurrence_id)
    winner = get_object_or_404(ChallengeWinner, challenge=found.challenge, place=place)
    hand_over(winner, by=member_of(request), given=request.POST.get("given") == "yes")
    return redirect(f"{entries_of(found.occurrence)}#prizes")
