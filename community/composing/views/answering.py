"""What a composer's form gets as an answer: a page without JavaScript, a fragment with it; the text is never lost."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from community.composing.composer import Composer
from config.lib.htmx import is_fragment
from members.profiles.refusing import Refusal

PAGES = {
    "reply": "community/posts/reply.html",
    "thread": "community/posts/new.html",
    "edit": "community/posts/edit.html",
    "guide": "community/guides/compose.html",
}


def stop_at(refusal: Refusal | None) -> None:
    """Answer 403 with the sentence of a refusal, if there is one. Raises PermissionDenied."""
    if refusal is not None:
        raise PermissionDenied(refusal.sentence)


def problem(request: HttpRequest, composer: Composer, status: int, **context: Any) -> HttpResponse:
    """Say what is in the way, with everything that was typed."""
    context |= {"composer": composer}
    if is_fragment(request):
        return render(request, "community/posts/_answer.html", context, status=status)
    return render(request, PAGES[composer.act], context, status=status)


def refused(request: HttpRequest, composer: Composer, refusal: Refusal, **context: Any) -> HttpResponse:
    """Say why it may not be posted now: 429 with the time if it will be possible later, 422 if a rule stopped it."""
    composer.refusal = refusal
    response = problem(request, composer, refusal.status, **context)
    if refusal.until:
        response["Retry-After"] = str(refusal.retry_after)
    return response
