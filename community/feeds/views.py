"""Feeds for readers outside: the same for everybody, kept short, found unchanged at the second look."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from community.feeds.atom import Entry, Feed, write
from community.feeds.content import member_entries, public_threads, thread_entries
from community.feeds.identity import permanent_id
from community.spaces.models import Space
from community.tags.names import the_tag
from config.lib.audience import public
from config.lib.tag_names import tag_or_404
from members.installation.models import Installation
from members.profiles.models import Member
from members.profiles.preferences import may_see_profile

if TYPE_CHECKING:
    from config.lib.audience import Viewer

FRESH_SECONDS = 60


@public
@require_safe
def feed_latest(request: HttpRequest) -> HttpResponse:
    """The newest threads of all open spaces."""
    name = Installation.current().name
    return feed(request, permanent_id("site"), name, "/", lambda: thread_entries(public_threads()))


@public
@require_safe
def feed_space(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest threads of one open space."""
    space = Space.objects.visible_to(AnonymousUser()).filter(slug=slug).first()
    if space is None:
        raise Http404
    threads = public_threads().filter(space=space)
    return feed(request, permanent_id(space), space.name, space.get_absolute_url(), lambda: thread_entries(threads))


@public
@require_safe
def feed_tag(request: HttpRequest, tag: str) -> HttpResponse:
    """The newest threads with one tag."""
    name = tag_or_404(tag)
    if (itself := the_tag(name)) != name:
        return redirect("feed_tag", itself, permanent=True)
    threads = public_threads().filter(tags__contains=[name])
    page = reverse("tag", args=[name])
    return feed(request, permanent_id(f"tag/{name}"), f"#{name}", page, lambda: thread_entries(threads))


@public
@require_safe
def feed_member(request: HttpRequest, handle: str) -> HttpResponse:
    """What one member wrote where visitors can read it."""
    member = Member.objects.present().filter(handle=handle).first()
    if member is None or not may_see_profile(AnonymousUser(), member):
        raise Http404
    page = member.get_absolute_url()
    return feed(request, permanent_id(member), member.name, page, lambda: member_entries(member))


@public
@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    """The addresses of all feeds."""
    open_spaces = Space.objects.visible_to(AnonymousUser()).filter(archived_at=None)
    return render(request, "community/feeds/index.html", {"spaces": open_spaces, "own": _own(request.user)})


def _own(viewer: Viewer) -> bool:
    """Whether the reader has a feed of their own."""
    return isinstance(viewer, Member) and may_see_profile(AnonymousUser(), viewer)


def feed(request: HttpRequest, feed_id: str, title: str, page: str, entries: Callable[[], list[Entry]]) -> HttpResponse:
    """Write a feed in the community's language, whoever asks; 304 for those who have it already."""
    installation = Installation.current()
    title = title if title == installation.name else f"{title} · {installation.name}"
    with translation.override(installation.language):
        found = entries()
        about = Feed(feed_id, title, installation.purpose, request.path, page, installation.language)
        body = write(about, found)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    changed = int(max((entry.updated.timestamp() for entry in found), default=0))
    response = HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
    response["ETag"], response["Content-Language"] = etag, installation.language
    response["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    if changed:
        response["Last-Modified"] = http_date(changed)
    return get_conditional_response(request, etag, None, response)  # type: ignore[return-value]
