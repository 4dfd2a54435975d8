"""The index follows what happens to posts and threads, a moment later and in the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

import community.search.sources  # noqa: F401 - registers what can be searched
from community.posts.models import Post
from community.search.indexing import AT_ONCE, write
from community.search.models import POST, SearchDocument
from members.activity.subscribing import subscribe

if TYPE_CHECKING:
    from members.activity.models import Activity

_POST = Post._meta.label_lower


@subscribe(
    "post.created", "post.edited", "post.rendered_anew", "post.deleted", "post.restored", "item.approved",
    "item.hidden", "item.shown", "poll.opened", "poll.changed",
    name="community.search_posts",
)  # fmt: skip
def index_post(activity: Activity) -> None:
    """Writes the search document of a post anew, or takes it away."""
    if activity.subject_type == _POST and activity.subject_id:
        write(POST, [activity.subject_id])


@subscribe("post.undone", name="community.search_forget_post")
def forget_post(activity: Activity) -> None:
    """Takes away the search document of a post that its author took back."""
    SearchDocument.objects.filter(kind=POST, object_id=activity.facts["post"]).delete()


@subscribe("thread.deleted", "thread.restored", name="community.search_threads")
def index_thread(activity: Activity) -> None:
    """Takes the posts of a deleted thread out of the search index, and back in when it is restored."""
    posts = list(Post.objects.filter(thread=activity.subject_id).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(posts), AT_ONCE):
        write(POST, posts[start : start + AT_ONCE])
