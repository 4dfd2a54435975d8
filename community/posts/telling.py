"""Open pages are told of a new post as soon as it is there; the worker tells them if this process could not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from config.lib.live import publish_once

if TYPE_CHECKING:
    from community.posts.models import Post


def tell_pages(post: Post, *, why: str = "") -> None:
    """Tell pages of the thread and its space, after the commit; however often it is asked for, they are told once.

    `why` names another reason to tell of it again, such as that it was held meanwhile and approved.
    """
    about = {"post": post.pk, "number": post.number, "author": post.author_id}
    publish_once(
        why or f"post.created:{post.pk}",
        (f"thread:{post.thread_id}", "post.created", about),
        (f"space:{post.thread.space_id}", "thread.moved", {"thread": post.thread_id, "number": post.number}),
    )
