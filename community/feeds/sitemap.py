"""sitemap.xml and robots.txt: where search engines may go, and only what visitors can read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from community.spaces.models import Space
from community.threads.models import Thread
from config.lib.audience import public

THREADS_A_PAGE = 10_000
"""Numbers of threads in one file; private ones leave gaps, so a file never holds more."""
FRESH_SECONDS = 600
_XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"
FILES: list[str] = []
"""Names of the addresses of further files; rooms that have one put it here."""
CLOSED = (
    "/settings/",
    "/manage/",
    "/moderate/",
    "/search/",
    "/inbox/",
    "/drafts/",
    "/p/",
    "/t/new/",
    "/dev/",
    "/follow/",
)


@public
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The index: one file of places, and files of threads by their numbers."""
    names = [reverse("sitemap_places"), *(reverse(name) for name in FILES)]
    names += [reverse("sitemap_threads", args=[page]) for page in range(1, _last_page() + 1)]
    rows = "".join(f"<sitemap><loc>{_address(name)}</loc></sitemap>\n" for name in names)
    return _xml(f'<sitemapindex xmlns="{_XMLNS}">\n{rows}</sitemapindex>\n')


@public
@require_safe
def sitemap_places(request: HttpRequest) -> HttpResponse:
    """Home and the open spaces."""
    spaces = Space.objects.visible_to(AnonymousUser()).filter(archived_at=None)
    return urls([("/", None), *((space.get_absolute_url(), None) for space in spaces)])


@public
@require_safe
def sitemap_threads(request: HttpRequest, page: int) -> HttpResponse:
    """The public threads with numbers of one range; a range may be empty, but none lies behind the newest thread."""
    if not 1 <= page <= _last_page():
        raise Http404
    numbers = range((page - 1) * THREADS_A_PAGE, page * THREADS_A_PAGE)
    threads = _threads().filter(pk__gt=numbers.start, pk__lte=numbers.stop).order_by("pk")
    return urls((thread.get_absolute_url(), thread.last_post_at) for thread in threads)


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What robots leave alone, and where the sitemap is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), ""]
    lines.append(f"Sitemap: {settings.PUBLIC_URL}{reverse('sitemap')}\n")
    return _kept(HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))


def _last_page() -> int:
    """The file that holds the newest public thread; 0 without threads."""
    highest = _threads().aggregate(highest=Max("pk"))["highest"] or 0
    return -(-int(highest) // THREADS_A_PAGE)


def _threads() -> Any:
    return Thread.objects.visible_to(AnonymousUser()).listed().only("slug", "last_post_at")


def urls(places: Iterable[tuple[str, datetime | None]]) -> HttpResponse:
    """A file of addresses, each with the time of its last change, if that is known."""
    rows = "".join(f"<url><loc>{_address(path)}</loc>{_changed(moment)}</url>\n" for path, moment in places)
    return _xml(f'<urlset xmlns="{_XMLNS}">\n{rows}</urlset>\n')


def _changed(moment: datetime | None) -> str:
    return f"<lastmod>{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</lastmod>" if moment else ""


def _address(path: str) -> str:
    return escape(settings.PUBLIC_URL + path)


def _xml(body: str) -> HttpResponse:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{body}'
    return _kept(HttpResponse(text, content_type="application/xml; charset=utf-8"))


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    return response
