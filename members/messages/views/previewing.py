"""A message as it will look: a fragment, or without a script the composer's page with it on top."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from config.lib.audience import member_of, members_only
from config.lib.composing import WritingBox
from config.lib.htmx import is_fragment
from config.lib.limits import PREVIEWS, by_member, spend
from config.lib.markup import PostTooLong
from members.messages.composing import EDITED, TYPED_MAX, edit_composer, message_composer
from members.messages.finding import find_message, in_talk, number_in
from members.messages.forms import NewForm
from members.messages.permissions import Company, may_edit
from members.messages.views.talk import about, talk_page
from members.messages.views.writing import words_for
from members.messages.wording import MessageEmpty, rendered


@members_only
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Of a first message; names are marked once it stands where they are known."""
    shown = _shown(request, None)
    if is_fragment(request):
        return _fragment(request, shown)
    form = NewForm(initial={name: request.POST.get(name, "")[:400] for name in ("people", "name")})
    context = {"composer": _filled(message_composer(None), request), "form": form, "preview": shown}
    return render(request, "members/messages/new.html", context, status=_status(shown))


@members_only
@require_POST
@in_talk
def talk_preview(request: HttpRequest, company: Company) -> HttpResponse:
    """Of a message in a talk, or of other words for one."""
    shown, talk = _shown(request, company.seat.talk_id), company.seat.talk
    if is_fragment(request):
        return _fragment(request, shown)
    act, _colon, number = request.POST.get("draft_key", "").partition(":")
    if act != EDITED:
        composer = _filled(message_composer(talk), request)
        return talk_page(request, company, composer=composer, preview=shown, status=_status(shown))
    message = find_message(company, number_in(number))
    if (refusal := may_edit(member_of(request), message)) is not None:
        raise PermissionDenied(refusal.sentence)
    context = about(request, company) | {"composer": _filled(edit_composer(message), request), "preview": shown}
    return render(request, "members/messages/edit.html", context, status=_status(shown))


def _shown(request: HttpRequest, talk_id: int | None) -> dict[str, Any]:
    spend(PREVIEWS, by_member(request))
    try:
        words, _mentioned = rendered(request.POST.get("body", "")[:TYPED_MAX], talk_id)
    except MessageEmpty:
        return {"html": ""}
    except PostTooLong as error:
        return {"problem": words_for(error)}
    return {"html": words.html}


def _fragment(request: HttpRequest, shown: dict[str, Any]) -> HttpResponse:
    return render(request, "members/messages/preview.html", shown, status=_status(shown))


def _filled(composer: WritingBox, request: HttpRequest) -> WritingBox:
    composer.body = request.POST.get("body", "")[:TYPED_MAX]
    return composer


def _status(shown: dict[str, Any]) -> int:
    return 422 if "problem" in shown else 200
