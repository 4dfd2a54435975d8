"""Sources of a guide: understood from lines of addresses, kept, shown to each reader as far as they may see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from community.guides.models import SOURCE_TITLE_MAX, SOURCE_URL_MAX, SOURCES_MAX, GuideSource
from community.posts.models import Post
from community.threads.models import Thread
from config.lib.markup.addresses import OwnPlace, is_external, is_safe, own_place, without_own_host

if TYPE_CHECKING:
    from community.guides.models import Guide
    from config.lib.audience import Viewer
    from members.profiles.models import Member


class NotASource(ValueError):
    """A line that names nothing its writer may see; the message is one sentence."""


@dataclass(frozen=True)
class Cited:
    """One source: a thread, a post, or an address outside."""

    thread_id: int | None = None
    post_id: int | None = None
    url: str = ""
    title: str = ""


@dataclass(frozen=True)
class ShownSource:
    """A source as one reader sees it."""

    url: str
    title: str
    author: Member | None = None
    is_outside: bool = False
    is_reply: bool = False


def understood(viewer: Viewer, text: str) -> list[Cited]:
    """The sources in lines such as `/t/12/`, `/p/99/` or `https://example.org A title`. Raises NotASource."""
    lines = [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]
    if len(lines) > SOURCES_MAX:
        raise NotASource(_("At most %(most)d sources.") % {"most": SOURCES_MAX})
    return list(dict.fromkeys(_one(viewer, line) for line in lines))


def _one(viewer: Viewer, line: str) -> Cited:
    address, _space, title = line.partition(" ")
    path = without_own_host(address, settings.PUBLIC_HOST)
    place = own_place(path.partition("#")[0].partition("?")[0])
    if place is not None:
        return _here(viewer, address, place)
    if not is_external(path) or not is_safe(path) or len(path) > SOURCE_URL_MAX or not _has_host(path):
        sentence = _(
            "“%(line)s” is no source. Write the address of a thread or post here, or one that begins with https://."
        )
        raise NotASource(sentence % {"line": line[:60]})
    return Cited(url=path, title=title[:SOURCE_TITLE_MAX])


def _has_host(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and parts.username is None
    except ValueError:
        return False


def _here(viewer: Viewer, address: str, place: OwnPlace) -> Cited:
    posts = Post.objects.readable_by(viewer)
    if place.post_id or place.number:
        wanted: dict[str, Any] = (
            {"pk": place.post_id} if place.post_id else {"thread": place.thread_id, "number": place.number}
        )
        found = posts.filter(**wanted)
        if pk := found.values_list("pk", flat=True).first():
            return Cited(post_id=pk)
    elif Thread.objects.visible_to(viewer).filter(pk=place.thread_id or 0, deleted_at=None, held_at=None).exists():
        return Cited(thread_id=place.thread_id)
    raise NotASource(_("Nothing you can see is at “%(address)s”.") % {"address": address[:60]})


def keep_sources(guide: Guide, cited: Sequence[Cited]) -> bool:
    """Make these its sources, in this order; returns whether anything changed."""
    before = [Cited(one.thread_id, one.post_id, one.url, one.title) for one in guide.sources.all()]
    if before == list(cited):
        return False
    guide.sources.all().delete()
    GuideSource.objects.bulk_create(
        [
            GuideSource(
                guide=guide, place=place, thread_id=one.thread_id, post_id=one.post_id, url=one.url, title=one.title
            )
            for place, one in enumerate(cited, 1)
        ]
    )
    return True


def written(viewer: Viewer, guide: Guide) -> str:
    """The sources as lines to edit. What the editor may not see stays out of sight, and is kept: see `with_unseen`."""
    return "\n".join(filter(None, (_line(one) for one in _seen(viewer, guide))))


def with_unseen(viewer: Viewer, guide: Guide, cited: Sequence[Cited]) -> list[Cited]:
    """What an editor left, and behind it the sources that editor could not see."""
    seen = {one.pk for one in _seen(viewer, guide)}
    unseen = [
        Cited(one.thread_id, one.post_id, one.url, one.title) for one in guide.sources.all() if one.pk not in seen
    ]
    return list(dict.fromkeys([*cited, *unseen]))


def _line(one: GuideSource) -> str:
    if one.thread_id:
        return f"/t/{one.thread_id}/"
    return f"/p/{one.post_id}/" if one.post_id else f"{one.url} {one.title}".strip()


def _seen(viewer: Viewer, guide: Guide) -> list[GuideSource]:
    """The sources this viewer may see at this moment; three queries at most."""
    every = list(guide.sources.all())
    threads = Thread.objects.visible_to(viewer).filter(deleted_at=None, held_at=None).select_related("author")
    known = threads.in_bulk([one.thread_id for one in every if one.thread_id])
    posts = (
        Post.objects.readable_by(viewer)
        .filter(thread__deleted_at=None, thread__held_at=None)
        .select_related("thread", "author")
    )
    readable = posts.in_bulk([one.post_id for one in every if one.post_id])
    seen = []
    for one in every:
        if one.thread_id:
            one.thread = known.get(one.thread_id)
        elif one.post_id:
            one.post = readable.get(one.post_id)
        if one.url or (one.thread_id and known.get(one.thread_id)) or (one.post_id and readable.get(one.post_id)):
            seen.append(one)
    return seen


def sources_of(viewer: Viewer, guide: Guide) -> list[ShownSource]:
    """The sources a reader is shown; those in places they do not see are left out."""
    return [_shown(one) for one in _seen(viewer, guide)]


def _shown(one: GuideSource) -> ShownSource:
    if one.post is not None:
        post = one.post
        return ShownSource(post.get_absolute_url(), post.thread.title, post.author, is_reply=post.number > 1)
    if one.thread is not None:
        return ShownSource(one.thread.get_absolute_url(), one.thread.title, one.thread.author)
    return ShownSource(one.url, one.title or one.url, is_outside=True)
