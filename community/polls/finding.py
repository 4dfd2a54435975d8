"""Finding a post's poll: what may not be read is the same 404 as what does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from community.polls.showing import ShownPoll, polls_of
from community.posts.models import Post

if TYPE_CHECKING:
    from config.lib.audience import Viewer


def find_post(viewer: Viewer, post_id: int) -> Post:
    """A post whose words the viewer may read."""
    found = Post.objects.readable_by(viewer).select_related("thread__space", "author", "poll").filter(pk=post_id)
    post: Post | None = found.first()
    if post is None:
        raise Http404
    return post


def find_poll(viewer: Viewer, post_id: int) -> ShownPoll:
    """The poll of such a post."""
    shown = polls_of(viewer, [find_post(viewer, post_id)])
    if not shown:
        raise Http404
    return shown[0]
