"""Checking in, entering, changing one's mind, voting."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.uploads.views import too_many
from config.lib.audience import member_of, members_only
from config.lib.limits import VOTES, by_member, limited
from config.lib.net import network_of
from config.lib.pictures import PictureRefused
from members.profiles.refusing import NotNow, Refusal
from members.profiles.submissions import SameKeyOtherText, typed_key
from programs.challenges import entering, pictures, voting
from programs.challenges.entering import NothingToEnter, Sent
from programs.challenges.models import NOTE_MAX, TITLE_MAX, WORDS_MAX, ChallengeEntry
from programs.challenges.showing import Open
from programs.challenges.views.page import challenge_page, entry_page, the_challenge, the_entry


def _sent(request: HttpRequest) -> Sent:
    """What was typed and attached. Raises PictureRefused, NotNow for too many pictures."""
    said, file = request.POST, request.FILES.get("picture")
    if file is not None and too_many(member_of(request), file.size or 0):
        raise NotNow(Refusal(_("That was a lot to upload. Try again in a while.")))
    return Sent(
        said.get("words", ""), said.get("title", ""), pictures.read(file), typed_key(said.get("key", "")),
        said.get("insist", ""), network_of(request),
    )  # fmt: skip


def _typed(request: HttpRequest) -> dict[str, str]:
    return {
        "words": request.POST.get("words", "")[: WORDS_MAX * 2], "title": request.POST.get("title", "")[: TITLE_MAX * 2]
    }  # fmt: skip


@members_only
@require_POST
def challenge_enter(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Check in for today, or send an entry."""
    found = the_challenge(request, occurrence_id)
    try:
        entry = entering.enter(found.occurrence, _sent(request), by=member_of(request))
    except NotNow as not_now:
        return _refused(request, found, not_now.refusal, not_now.refusal.status)
    except (NothingToEnter, PictureRefused) as error:
        return _refused(request, found, Refusal(str(error)), 422)
    except SameKeyOtherText:
        refusal = Refusal(_("This was sent already, with other words. Open the page again to send this too."))
        return _refused(request, found, refusal, 422)
    messages.success(request, _said(entry))
    return redirect(found.url)


def _said(entry: ChallengeEntry) -> str:
    if entry.held_at:
        return _("Sent. It waits for a moderator first.")
    return _("Checked in for today.") if entry.day is not None else _("Your entry is in.")


def _refused(request: HttpRequest, found: Open, refusal: Refusal, status: int) -> HttpResponse:
    response = challenge_page(request, found, status=status, problem=refusal, typed=_typed(request))
    if refusal.until:
        response["Retry-After"] = str(refusal.retry_after)
    return response


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def challenge_edit(request: HttpRequest, occurrence_id: int, number: int) -> HttpResponse:
    """Say it in other words, while entries are taken."""
    found = the_challenge(request, occurrence_id)
    entry = the_entry(request, found, number)
    if request.method != "POST":
        return _editing(request, found, entry, {"words": entry.words, "title": entry.title})
    try:
        drops = bool(request.POST.get("no_picture"))
        entering.edit(entry, _sent(request), by=member_of(request), drops_picture=drops)
    except NotNow as not_now:
        refusal = not_now.refusal
        return _editing(request, found, entry, _typed(request), problem=refusal, status=refusal.status)
    except (NothingToEnter, PictureRefused) as error:
        return _editing(request, found, entry, _typed(request), problem=Refusal(str(error)), status=422)
    messages.success(request, _("Saved."))
    return redirect(entry.get_absolute_url())


def _editing(
    request: HttpRequest, found: Open, entry: ChallengeEntry, typed: dict[str, str], *, status: int = 200, **more: Any
) -> HttpResponse:
    is_mine = entry.author_id == member_of(request).pk
    context = {
        "one": found, "entry": entry, "typed": typed if is_mine else {}, "is_mine": is_mine, "note_max": NOTE_MAX,
        "title_max": TITLE_MAX, "words_max": WORDS_MAX,
    }  # fmt: skip
    status = status if is_mine or status != 200 else 403
    return render(request, "programs/challenges/edit.html", context | more, status=status)


@members_only
@require_POST
def challenge_withdraw(request: HttpRequest, occurrence_id: int, number: int) -> HttpResponse:
    """Take it back; of a check-in: undo it."""
    found = the_challenge(request, occurrence_id)
    entry = the_entry(request, found, number)
    try:
        entering.withdraw(entry, by=member_of(request))
    except NotNow as not_now:
        return challenge_page(request, found, status=not_now.refusal.status, problem=not_now.refusal)
    messages.success(request, _("Undone.") if entry.day is not None else _("Your entry is taken back."))
    return redirect(found.url)


@members_only
@require_POST
@limited(VOTES, key=by_member)
def challenge_vote(request: HttpRequest, occurrence_id: int, number: int) -> HttpResponse:
    """Vote for an entry, or take the vote back."""
    found = the_challenge(request, occurrence_id)
    entry = the_entry(request, found, number)
    try:
        voting.vote(entry, by=member_of(request), wanted=request.POST.get("wanted") == "yes")
    except NotNow as not_now:
        return entry_page(request, found, entry, status=not_now.refusal.status, problem=not_now.refusal)
    return redirect(f"{found.url}#e{number}")
