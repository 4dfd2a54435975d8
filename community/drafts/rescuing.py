"""Where a text can be written on whose sender was signed out in the meantime."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from config.lib.numbers import whole_number
from config.lib.rescuing import keeping_text_for

_PLACES = {"thread": "thread_reply", "edit": "post_edit"}


def _composer_page(request: HttpRequest) -> str:
    """The page where the text that was just sent can be written on: the address itself, or what its draft is for."""
    match = request.resolver_match
    if match is not None and match.view_name == "chat_write":
        return reverse("chat_room", kwargs=match.kwargs)
    act, _colon, number = request.POST.get("draft_key", "").partition(":")
    pk = whole_number(number)
    if act in _PLACES and pk is not None:
        return reverse(_PLACES[act], args=[pk])
    if act == "hello":
        return f"{reverse('welcome')}?open=hello"
    return reverse("thread_new") if act == "new" else request.path


keeping_text = keeping_text_for(_composer_page)
"""Decorates a view that takes text, outside its audience: who was signed out meanwhile keeps what they typed."""
