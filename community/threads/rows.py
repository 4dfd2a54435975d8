"""Threads as rows of a list, with what the reader has not seen yet: one query for reading positions, one for faces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Count, Q, Value
from django.urls import reverse

from community.following.models import Follow, Level, Reading
from members.profiles.models import Member

if TYPE_CHECKING:
    from community.threads.models import Thread
    from config.lib.audience import Viewer

MUTED = -1
"""Stands where a post number would, in one answer for both questions."""


@dataclass
class Row:
    """One thread in a list, as one reader sees it."""

    thread: Thread
    url: str
    new: int = 0
    """Posts the reader has not seen; only counted when they have read part of the thread."""
    is_fresh: bool = False
    """Never opened, and younger than the reader's membership."""
    is_muted: bool = False
    is_known: bool = False
    """The reader has opened it, or started it; to a visitor and a newcomer nothing is old news."""
    faces: list[Member] = field(default_factory=list)
    why: str = ""
    """Why it is here, said in the list "for you"."""

    @property
    def is_new(self) -> bool:
        """Whether there is something to read."""
        return not self.is_muted and (self.is_fresh or self.new > 0)

    @property
    def is_read(self) -> bool:
        """Whether its title may step back behind those with news."""
        return self.is_known and not self.is_new

    @property
    def last_url(self) -> str:
        """Where the reply count leads: to the last post."""
        return place_url(self.thread, self.thread.posts_count) if self.thread.replies_count else self.url


def post_url(thread: Thread, number: int) -> str:
    """The address of post `number`, with the fragment a browser scrolls to."""
    return f"{reverse('thread_post', args=[thread.pk, thread.slug, number])}#p-{number}"


def place_url(thread: Thread, number: int) -> str:
    """The address of post `number`; of a thread that posts have left, one that finds the nearest that stands there."""
    if not thread.moved_out:
        return post_url(thread, number)
    return f"{reverse('thread_on', args=[thread.pk])}?number={number}"


def rows_for(viewer: Viewer, threads: Iterable[Thread]) -> list[Row]:
    """Rows for `threads` in the given order: at most two queries, one more for threads that posts have left."""
    threads = list(threads)
    faces = _faces(threads)
    read, muted = _positions(viewer, threads)
    unread = _unread_beside_gaps(threads, read)
    rows = [_row(viewer, thread, read, muted, faces) for thread in threads]
    for row in rows:
        row.new = unread.get(row.thread.pk, row.new)
    return rows


def _unread_beside_gaps(threads: list[Thread], read: dict[int, int]) -> dict[int, int]:
    """How many posts are unread where some left, so that numbers do not tell; one query, none without such a thread."""
    from community.posts.models import Post

    parted = [pk for pk in (thread.pk for thread in threads if thread.moved_out) if pk in read]
    if not parted:
        return {}
    behind = reduce(or_, (Q(thread=pk, number__gt=read[pk]) for pk in parted))
    counted = Post.objects.filter(behind).values("thread").annotate(n=Count("pk")).order_by("thread")
    return dict.fromkeys(parted, 0) | {row["thread"]: row["n"] for row in counted}


def _row(viewer: Viewer, thread: Thread, read: dict[int, int], muted: set[int], faces: dict[int, Member]) -> Row:
    row = Row(thread, thread.get_absolute_url(), is_muted=thread.pk in muted)
    row.faces = [faces[pk] for pk in thread.repliers if pk in faces]
    if not viewer.is_authenticated:
        return row
    last = read.get(thread.pk, 0)
    row.is_known = last > 0 or thread.author_id == viewer.pk
    if last:
        row.new = max(0, thread.posts_count - last)
        if row.new:
            row.url = place_url(thread, last + 1)
    elif thread.author_id != viewer.pk:
        row.is_fresh = thread.last_post_at > viewer.joined_at
    return row


def _faces(threads: list[Thread]) -> dict[int, Member]:
    wanted = {pk for thread in threads for pk in thread.repliers}
    return Member.objects.get_queryset().only("name", "photo", "is_active").in_bulk(wanted) if wanted else {}


def _positions(viewer: Viewer, threads: list[Thread]) -> tuple[dict[int, int], set[int]]:
    """How far the reader has read each thread, and which ones they muted; one query for both."""
    if not viewer.is_authenticated or not threads:
        return {}, set()
    here = [thread.pk for thread in threads]
    read = Reading.objects.filter(member=viewer, thread__in=here).values_list("thread_id", "last_number")
    quiet = Follow.objects.filter(member=viewer, level=Level.NOTHING, thread__in=here)
    rows = list(read.union(quiet.values_list("thread_id", Value(MUTED)), all=True))
    return {pk: n for pk, n in rows if n != MUTED}, {pk for pk, n in rows if n == MUTED}
