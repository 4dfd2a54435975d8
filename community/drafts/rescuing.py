"""Rescuing what was typed when its sender was signed out in the meantime."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _

from config.lib.numbers import whole_number

if TYPE_CHECKING:
    from config.lib.audience import View

_TYPED = {"title", "body", "tags", "reason", "links", "poll-question", "poll-options"}
_PLACES = {"thread": "thread_reply", "edit": "post_edit"}


def keeping_text(view: View) -> View:
    """Decorate a view that takes text, outside its audience: who was signed out meanwhile keeps what they typed."""

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST" or request.user.is_authenticated:
            return view(request, *args, **kwargs)
        back = {REDIRECT_FIELD_NAME: _composer_page(request)}
        sign_in = f"{resolve_url('account_login')}?{urlencode(back, safe='/')}"
        if request.headers.get("HX-Request") == "true":
            return render(request, "community/posts/_signed_out.html", {"sign_in": sign_in}, status=409)
        typed = [(name, value) for name, value in request.POST.items() if name in _TYPED]
        sentence = _("You are signed out. Nothing was posted, and nothing is lost: sign in and send it again.")
        context = {"sentence": sentence, "typed": typed, "sign_in": sign_in}
        return render(request, "errors/form_expired.html", context, status=403)

    return kept


def _composer_page(request: HttpRequest) -> str:
    """The page where the text that was just sent can be written on: the address itself, or what its draft is for."""
    match = request.resolver_match
    if match is not None and match.view_name == "chat_write":
        return reverse("chat_room", kwargs=match.kwargs)
    act, _colon, number = request.POST.get("draft_key", "").partition(":")
    pk = whole_number(number)
    if act in _PLACES and pk is not None:
        return reverse(_PLACES[act], args=[pk])
    return reverse("thread_new") if act == "new" else request.path
