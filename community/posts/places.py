"""What numbers and addresses in a text mean after posts have moved: the place they named when they were written."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Q

from community.threads.former import FormerPlace

if TYPE_CHECKING:
    from community.posts.models import Post
    from community.threads.models import Thread


def home_of(post: Post | None, thread: Thread) -> int:
    """The id of the thread whose numbers a post means: the one it was written in. One query for a post that moved."""
    if post is None or post.moved_at is None:
        return thread.pk
    first = FormerPlace.objects.filter(post=post).order_by("pk").values_list("thread_id", flat=True).first()
    return first or thread.pk


def left_from(thread_id: int, numbers: Collection[int]) -> dict[int, int]:
    """Post id -> the number it had, of posts that had one of these numbers in a thread."""
    return dict(FormerPlace.objects.filter(thread=thread_id, number__in=numbers).values_list("post_id", "number"))


def posts_behind(
    threads: Iterable[Thread], wanted: Iterable[tuple[int, int | None]]
) -> dict[tuple[int, int | None], int]:
    """(thread id, number) -> post id of those addresses whose post left; no query if none of the threads lost any."""
    parted = {thread.pk for thread in threads if thread.moved_out}
    at = [Q(thread=thread_id, number=number) for thread_id, number in wanted if number and thread_id in parted]
    if not at:
        return {}
    rows = FormerPlace.objects.filter(reduce(or_, at)).values_list("thread_id", "number", "post_id")
    return {(thread_id, number): post_id for thread_id, number, post_id in rows}
