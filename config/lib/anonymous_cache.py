"""Pages for visitors are the same for all of them: kept for ten seconds, and made anew by one of those who ask.

The key holds all that changes the answer: path, query, language, host, and whether htmx asks. What is personal never
comes here: a request with a session is passed through, and an answer that sets a cookie is not kept.
"""

import hashlib
import re
import time
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import get_language
from redis.exceptions import RedisError

if TYPE_CHECKING:
    from config.lib.audience import View

FRESH_SECONDS = 10
KEPT_SECONDS = 60
"""Somewhat older pages are shown while one request makes the new one."""
_KEPT_QUERIES = re.compile(r"\A(?:page=[0-9]{1,6})?\Z")
"""Other addresses are answered without keeping anything: nobody fills the store with invented ones."""

_Kept = tuple[float, bytes, str]


def kept_for_visitors(view: "View") -> "Callable[..., HttpResponseBase]":
    """Decorate a view whose answer to visitors depends on nothing but its address and their language."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not _is_plain(request):
            return view(request, *args, **kwargs)
        key = _key(request)
        kept: _Kept | None = cache.get(key)
        if kept is not None and (time.time() - kept[0] < FRESH_SECONDS or not _my_turn(key)):
            return _response(kept)
        response = view(request, *args, **kwargs)
        if isinstance(response, HttpResponse) and _may_be_kept(request, response):
            kept = (time.time(), response.content, response["Content-Type"])
            cache.set(key, kept, KEPT_SECONDS)
            return _response(kept)
        return response

    return answer


def _is_plain(request: HttpRequest) -> bool:
    """A visitor's GET without anything of their own."""
    return (
        request.method == "GET"
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
        and _KEPT_QUERIES.match(request.META.get("QUERY_STRING", "")) is not None
    )


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """A whole page that neither sets a cookie nor wants to (a form with a token)."""
    wants_cookie = response.cookies or request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
    return response.status_code == 200 and not response.streaming and not wants_cookie


def _key(request: HttpRequest) -> str:
    asked = (request.get_host(), request.get_full_path(), get_language(), request.headers.get("HX-Request", ""))
    return "visitors:" + hashlib.sha256(repr(asked).encode()).hexdigest()


def _my_turn(key: str) -> bool:
    """Whether this request makes the page anew; one at a time. True while Valkey is away."""
    with suppress(RedisError):
        return bool(cache.add(f"{key}:turn", 1, FRESH_SECONDS))
    return True


def _response(kept: _Kept) -> HttpResponse:
    return HttpResponse(kept[1], content_type=kept[2])
