"""The index follows what happens to posts and threads, a moment later and in the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import community.search.sources  # noqa: F401 - registers what can be searched
from community.posts.models import Post
from community.search.indexing import AT_ONCE, write
from community.search.models import POST, SearchDocument
from members.activity.subscribing import subscribe

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from members.activity.models import Activity

_POST = Post._meta.label_lower


@subscribe(
    "post.created", "post.edited", "post.rendered_anew", "post.deleted", "post.restored", "item.approved",
    "item.held", "item.hidden", "item.shown", "poll.opened", "poll.changed",
    name="community.search_posts",
)  # fmt: skip
def index_post(activity: Activity) -> None:
    """Writes the search document of a post anew, or takes it away."""
    if activity.subject_type == _POST and activity.subject_id:
        write(POST, [activity.subject_id])
        if activity.verb == "item.approved":  # with a first post its whole thread is there
            beside = Post.objects.filter(thread__posts=activity.subject_id, thread__posts__number=1, number__gt=1)
            _write(beside.order_by("pk"))


@subscribe("post.undone", name="community.search_forget_post")
def forget_post(activity: Activity) -> None:
    """Takes away the search document of a post that its author took back."""
    SearchDocument.objects.filter(kind=POST, object_id=activity.facts["post"]).delete()


@subscribe("thread.merged", "thread.split", "posts.moved", name="community.search_moved_posts")
def index_moved_posts(activity: Activity) -> None:
    """Writes the documents of posts that came to another thread anew: a first post there carries its title."""
    facts = activity.facts
    there = Post.objects.filter(thread=facts["into"], number__range=(facts["first"], facts["last"]))
    _write(there.order_by("pk"))


@subscribe("thread.deleted", "thread.restored", "thread.moved", name="community.search_threads")
def index_thread(activity: Activity) -> None:
    """Takes the posts of a deleted thread out of the index, back in when it is restored, along when it moves."""
    _write(Post.objects.filter(thread=activity.subject_id).order_by("pk"))


def _write(rows: QuerySet[Post]) -> None:
    posts = list(rows.values_list("pk", flat=True))
    for start in range(0, len(posts), AT_ONCE):
        write(POST, posts[start : start + AT_ONCE])
