"""Reading a challenge: its page, one entry, a picture."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from community.uploads.serving import SANDBOX, serve
from config.lib.audience import public
from programs.challenges.addresses import slug_of
from programs.challenges.models import NOTE_MAX, TITLE_MAX, WORDS_MAX, ChallengeEntry
from programs.challenges.permissions import may_vote
from programs.challenges.showing import Open, find, open_page, shown, winners_of


def the_challenge(request: HttpRequest, occurrence_id: int) -> Open:
    """The challenge of an address. Raises Http404 for what the reader may not see."""
    found = find(request.user, occurrence_id)
    if found is None:
        raise Http404
    return found


def the_entry(request: HttpRequest, one: Open, number: int) -> ChallengeEntry:
    """One of its entries. Raises Http404."""
    rows = ChallengeEntry.objects.visible_to(request.user).filter(challenge=one.challenge)
    found: ChallengeEntry = get_object_or_404(rows.select_related("author", "challenge"), number=number)
    found.challenge.occurrence = one.occurrence
    return found


@public
@require_safe
def challenge(request: HttpRequest, occurrence_id: int, slug: str) -> HttpResponse:
    """The page of all phases."""
    found = the_challenge(request, occurrence_id)
    if slug != slug_of(found.occurrence):
        return redirect(found.url, permanent=True)
    return challenge_page(request, found)


def challenge_page(request: HttpRequest, one: Open, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page, also as the answer to a form that was not accepted."""
    page = open_page(request.user, one, request.GET.get("page", "1"))
    context = {
        "page": page, "one": one, "program": one.occurrence.program, "space": one.occurrence.program.space,
        "key": uuid.uuid4().hex, "note_max": NOTE_MAX, "title_max": TITLE_MAX, "words_max": WORDS_MAX,
        "pages_address": "?page=", "recognition": one.terms.recognition.splitlines(),
    }  # fmt: skip
    return render(request, "programs/challenges/challenge.html", context | more, status=status)


@public
@require_safe
def challenge_entry(request: HttpRequest, occurrence_id: int, number: int) -> HttpResponse:
    """One entry by itself."""
    found = the_challenge(request, occurrence_id)
    entry = the_entry(request, found, number)
    return entry_page(request, found, entry)


def entry_page(
    request: HttpRequest, one: Open, entry: ChallengeEntry, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The page of an entry, also as the answer to a vote that was not taken."""
    may = may_vote(request.user, one.occurrence, one.terms, one.challenge, one.judge) is None
    look = shown(request.user, one, [entry], may_vote=may)[0]
    wins = [won.win for won in winners_of(request.user, one) if won.entry.pk == entry.pk]
    look.win = wins[0] if wins else None
    context = {"one": one, "look": look, "entry": entry, "space": one.occurrence.program.space}
    return render(request, "programs/challenges/entry.html", context | more, status=status)


@public
@csp_override(SANDBOX)
@require_safe
def challenge_picture(request: HttpRequest, occurrence_id: int, number: int, name: str) -> HttpResponseBase:
    """The picture of an entry, for whoever sees the entry."""
    found = the_challenge(request, occurrence_id)
    entry = the_entry(request, found, number)
    if not entry.picture or name != f"{entry.picture}.webp":
        raise Http404
    everyones = ChallengeEntry.objects.visible_to(AnonymousUser()).filter(pk=entry.pk)
    return serve(request, entry.path, etag=f'"{entry.picture}"', kind="image/webp", is_everyones=everyones.exists)
