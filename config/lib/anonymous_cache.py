"""Pages for visitors are the same for all of them: kept for ten seconds, and made anew by one of those who ask.

The key holds all that changes the answer: address, language, host, scheme, and how htmx asks. What is personal never
comes here: a request with a session is passed through, and an answer that sets a cookie or holds a token is not kept.

Two keys in Valkey say what has changed since a page was made. The edition is renewed when something was hidden,
removed, edited or moved: from then on no page of before is shown again. A growth mark only says that a page has new
replies or threads: it is made anew within a second, and meanwhile others read the page of before.
"""

import gzip
import hashlib
import re
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from redis.exceptions import RedisError

if TYPE_CHECKING:
    from config.lib.audience import View

FRESH_SECONDS = 10
KEPT_SECONDS = 60
"""Somewhat older pages are shown while one request makes the new one."""
GROWN_SECONDS = 1
"""How long a page may lack the newest reply."""
PATIENCE_SECONDS = 3
"""How long a request waits for the one that makes the page, before it makes the page for itself."""
_KEPT_QUERIES = re.compile(r"\A(?:page=(?:[0-9]{1,6}|all))?\Z")
"""Other addresses are answered without keeping anything: nobody fills the store with invented ones."""
_EDITION = "visitors:edition"
_LISTS = "visitors:grown:lists"
_MARKS_SECONDS = 24 * 3600
_LOOK_EVERY_SECONDS = 0.01
_AWAY_SECONDS = 1
_BY_HTMX = ("HX-Request", "HX-Boosted")
_VARY = ("Accept-Encoding", "Accept-Language", "Cookie", *_BY_HTMX)
_TAKES_GZIP = re.compile(r"\bgzip\b")
_TOKEN = b"csrfmiddlewaretoken"


@dataclass(frozen=True)
class _Kept:
    """A page as it lies in Valkey: when it was begun, of which edition, and its packed bytes; None: not to be kept."""

    begun: float
    edition: str
    content_type: str = ""
    packed: bytes | None = None


@dataclass(frozen=True)
class _Found:
    """What Valkey knows at one moment about the page somebody asks for."""

    edition: str
    kept: _Kept | None
    grown: float
    in_the_making: bool

    @property
    def is_fresh(self) -> bool:
        """Whether nobody need make the page anew."""
        if self.kept is None:
            return False
        age = time.time() - self.kept.begun
        return age < (GROWN_SECONDS if self.grown >= self.kept.begun else FRESH_SECONDS)


class _Valkey:
    """Whether Valkey answers; after a failure nobody asks for a second, so that its absence costs little."""

    away_until = 0.0

    @classmethod
    def is_away(cls) -> bool:
        """Whether pages go on without it for now."""
        return time.monotonic() < cls.away_until

    @classmethod
    def failed(cls) -> None:
        """It did not answer."""
        cls.away_until = time.monotonic() + _AWAY_SECONDS


def kept_for_visitors(view: "View") -> "Callable[..., HttpResponseBase]":
    """Decorate a view whose answer to visitors depends on nothing but its address and their language."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        make = partial(view, request, *args, **kwargs)
        plain = _is_plain(request) and not _Valkey.is_away()
        response = _keep(request, make, kwargs.get("thread_id")) if plain else make()
        patch_vary_headers(response, _VARY)
        return response

    return answer


def forget_kept_pages() -> None:
    """Show no page of before the running transaction again, once it commits; once, however much it changes."""
    if not any(entry[1] is _end_edition for entry in connection.run_on_commit):
        transaction.on_commit(_end_edition)


def pages_grew(thread_id: int | None = None) -> None:
    """Let the lists, and the pages of this thread, be made anew within a second after the transaction commits."""
    marks = [_LISTS, _growth_of(thread_id)]
    transaction.on_commit(lambda: cache.set_many(dict.fromkeys(marks, time.time()), _MARKS_SECONDS))


def _is_plain(request: HttpRequest) -> bool:
    """A visitor's GET without anything of their own.

    Inside a transaction nothing is kept: what it has changed is not there for others yet.
    """
    return (
        request.method == "GET"
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
        and _KEPT_QUERIES.match(request.META.get("QUERY_STRING", "")) is not None
        # htmx says "true". Anything else a view may read in another way than the key, and others would get that page.
        and all(request.headers.get(name, "true") == "true" for name in _BY_HTMX)
        and not connection.in_atomic_block
        and not request.user.is_authenticated
    )


def _keep(request: HttpRequest, make: Callable[[], HttpResponseBase], thread_id: int | None) -> HttpResponseBase:
    """The page that is kept, or a new one, made by this request or by the one it waits for."""
    key, growth = _key(request), _growth_of(thread_id)
    patience = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < patience:
        found = _look(key, growth)
        if found.kept is not None and found.kept.packed is None:
            break
        if found.is_fresh or (found.kept is not None and found.in_the_making):
            return _response(request, found.kept)
        if not found.in_the_making and _my_turn(key):
            return _made(request, make, key, found.edition)
        time.sleep(_LOOK_EVERY_SECONDS)
    return make()


def _look(key: str, growth: str) -> _Found:
    """One round trip; a kept page of another edition counts as none."""
    found = cache.get_many([key, _EDITION, growth, _turn(key)])
    edition = found.get(_EDITION) or _new_edition()
    kept = found.get(key)
    if not isinstance(kept, _Kept) or kept.edition != edition:
        kept = None
    return _Found(edition, kept, found.get(growth, 0.0), _turn(key) in found)


def _made(request: HttpRequest, make: Callable[[], HttpResponseBase], key: str, edition: str) -> HttpResponseBase:
    """Make the page and keep it under the edition of before: what changes meanwhile is then not hidden by it."""
    kept = _Kept(time.time(), edition)
    try:
        response = make()
        if isinstance(response, HttpResponse) and _may_be_kept(request, response):
            packed = gzip.compress(response.content, 6, mtime=0)
            kept = _Kept(kept.begun, edition, response["Content-Type"], packed)
            return _response(request, kept)
        return response
    finally:
        if not _Valkey.is_away():
            # Those who wait learn also that there is nothing to wait for.
            cache.set(key, kept, KEPT_SECONDS if kept.packed else GROWN_SECONDS)
            cache.delete(_turn(key))


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """A whole page that neither sets a cookie nor wants to (a form with a token)."""
    wants_cookie = response.cookies or request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
    is_page = response.status_code == 200 and not response.streaming and not response.has_header("Content-Encoding")
    return is_page and not wants_cookie and _TOKEN not in response.content


def _key(request: HttpRequest) -> str:
    by_htmx = (name in request.headers for name in _BY_HTMX)
    asked = (request.scheme, request.get_host(), request.get_full_path(), get_language(), *by_htmx)
    return "visitors:page:" + hashlib.sha256(repr(asked).encode()).hexdigest()


def _turn(key: str) -> str:
    return f"{key}:turn"


def _growth_of(thread_id: int | None) -> str:
    return _LISTS if thread_id is None else f"visitors:grown:{thread_id}"


def _new_edition() -> str:
    """Nothing that was kept until now is of this edition."""
    edition = uuid.uuid4().hex
    cache.set(_EDITION, edition, _MARKS_SECONDS)
    return edition


def _end_edition() -> None:
    _new_edition()


def _my_turn(key: str) -> bool:
    """Whether this request makes the page anew; one at a time. True while Valkey is away."""
    try:
        return bool(cache.add(_turn(key), 1, FRESH_SECONDS))
    except RedisError:
        _Valkey.failed()
        return True


def _response(request: HttpRequest, kept: _Kept | None) -> HttpResponse:
    """The kept page, packed for those who take it so. It holds no secret, so packing it gives nothing away."""
    assert kept is not None and kept.packed is not None
    if not _TAKES_GZIP.search(request.headers.get("Accept-Encoding", "")):
        return HttpResponse(gzip.decompress(kept.packed), content_type=kept.content_type)
    return HttpResponse(kept.packed, content_type=kept.content_type, headers={"Content-Encoding": "gzip"})
