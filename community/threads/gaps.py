"""What a page says about posts that came and went: where from, where to, if the reader may know the other thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from community.posts.models import Post
from community.spaces.seeing import visible_space_ids
from community.threads.former import FormerPlace
from community.threads.rows import post_url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from community.posts.presenting import Shown
    from community.threads.models import Thread
    from config.lib.audience import Viewer


@dataclass(frozen=True)
class Came:
    """Where a post stood before; without a title the reader may not know."""

    title: str = ""
    url: str = ""


@dataclass
class Gap:
    """Posts in a row that stand in one other thread now, or further down in this one."""

    before: int
    """The number of the post the line stands above."""
    thread: Thread
    url: str
    count: int = 1
    is_here: bool = False


def attach_places(viewer: Viewer, thread: Thread, posts: list[Shown], numbers: range) -> list[Gap]:
    """Put on the posts what is to be said of moves; returns what stands behind the last. No query if nothing moved."""
    _lead_to_answered(viewer, thread, posts)
    moved = {one.post.pk: one for one in posts if one.post.moved_at}
    if not (moved or thread.moved_out):
        return []
    on_page = Q(thread=thread, number__gte=numbers.start, number__lt=numbers.stop)
    places = list(FormerPlace.objects.filter(on_page | Q(post__in=moved)).select_related("thread", "post__thread"))
    _say_whence(viewer, thread, moved, sorted(places, key=lambda place: place.pk))
    left = [place for place in places if place.thread_id == thread.pk and place.number in numbers]
    gaps = _gaps(viewer, thread, left, [one.post.number for one in posts])
    for one in posts:
        one.gaps = [gap for gap in gaps if gap.before == one.post.number]
    return [gap for gap in gaps if not gap.before]


def _may_know(viewer: Viewer, thread: Thread) -> bool:
    there = thread.deleted_at is None and thread.held_at is None
    return there and thread.space_id in visible_space_ids(viewer)


def _say_whence(viewer: Viewer, thread: Thread, moved: dict[int, Shown], places: list[FormerPlace]) -> None:
    last = {place.post_id: place for place in places}
    for pk, one in moved.items():
        place = last.get(pk)
        known = place is not None and place.thread_id != thread.pk and _may_know(viewer, place.thread)
        # A thread that was merged leads here: its title is said, but there is nowhere to go.
        one.came = Came(place.thread.title, "" if place.thread.merged_at else place.thread.get_absolute_url()) \
            if place and known else Came()  # fmt: skip


def _lead_to_answered(viewer: Viewer, thread: Thread, posts: list[Shown]) -> None:
    """A post that is answered here may stand elsewhere now: the link leads there, or is not drawn."""
    answered = [one.post.reply_to for one in posts if one.post.reply_to]
    away = {post.pk for post in answered if post.thread_id != thread.pk}
    if not away:
        return
    seen = {post.pk: post for post in Post.objects.visible_to(viewer).filter(pk__in=away).select_related("thread")}
    for one in posts:
        if one.post.reply_to_id in away:
            post = seen.get(one.post.reply_to_id or 0)
            one.answers_url = post_url(post.thread, post.number) if post else ""


def _gaps(viewer: Viewer, thread: Thread, left: list[FormerPlace], standing: Iterable[int]) -> list[Gap]:
    gaps: list[Gap] = []
    for place in sorted(left, key=lambda place: place.number):
        target = place.post.thread
        if place.post.held_at or not _may_know(viewer, target):
            continue
        before = min((number for number in standing if number > place.number), default=0)
        last = gaps[-1] if gaps else None
        if last is not None and (last.before, last.thread.pk) == (before, target.pk):
            last.count += 1
        else:
            gaps.append(Gap(before, target, post_url(target, place.post.number), is_here=target.pk == thread.pk))
    return gaps
