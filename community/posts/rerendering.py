"""Writing posts out anew from their source, because what they point at has another title, or other readers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from community.posts.models import Post
from community.posts.writing import rendered_into
from members.activity.log import record

BATCH = 200
"""Posts in one go: about a second of rendering, and no lock is held much longer."""


@transaction.atomic
def rerender_next(pointing_at: Any, after: int = 0) -> int:
    """Write out anew the next posts that point at these threads, in the order of their ids after `after`.

    Returns the id to go on after, 0 if all is done. What a post links to stays remembered, also where it may no
    longer be named, so that the title comes back when the thread opens again.
    """
    pointing = Post.objects.filter(links__thread__in=pointing_at, pk__gt=after).order_by("pk").values("pk").distinct()
    ids = [row["pk"] for row in pointing[:BATCH]]
    rerender(ids)
    return ids[-1] if len(ids) == BATCH else 0


def rerender(ids: Iterable[int]) -> None:
    """Render under a lock, so that an edit of the same moment is not undone; save and tell what came out otherwise."""
    posts = Post.objects.select_for_update(of=("self",)).filter(pk__in=ids)
    for post in posts.select_related("thread__space").order_by("pk"):
        before = (post.html, post.text)
        rendered_into(post, post.source)
        if (post.html, post.text) == before:
            continue
        post.save(update_fields=["html", "text", "markup_version"])
        if post.number == 1:
            post.lend_words()
        record("post.rendered_anew", subject=post, thread=post.thread_id)
