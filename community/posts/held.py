"""What an author reads where they posted, when a moderator has to look first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moderation.screening.waiting import waiting_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import StrOrPromise

    from community.posts.models import Post
    from community.posts.presenting import Shown


def words_after_posting(post: Post, otherwise: StrOrPromise) -> str:
    """What is said at once after posting: that it waits, why and until when; or else that it is there."""
    return waiting_of("post", [post.pk])[post.pk].words if post.held_at else str(otherwise)


def attach_waiting(posts: Iterable[Shown]) -> None:
    """Say of each held post on a page why it waits, to its author; no query where none is held."""
    held = [one for one in posts if one.is_mine and one.post.held_at and not one.is_tombstone]
    found = waiting_of("post", [one.post.pk for one in held])
    for one in held:
        one.waiting = found[one.post.pk]
