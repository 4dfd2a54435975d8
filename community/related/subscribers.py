"""Which threads are to be looked at anew: whose words or tags have changed, and what pointed at them."""

from __future__ import annotations

import community.related.concerns  # noqa: F401 - tells operators where meaning fails
from community.posts.models import Post
from community.related.models import RelatedThreads
from community.related.vectors import forget
from members.activity.models import Activity
from members.activity.subscribing import subscribe


@subscribe("post.edited", "thread.tagged", "thread.restored", "thread.split", name="community.related_again")
def look_again(activity: Activity) -> None:
    """Lets a worker work out anew what a thread is like, because its words or tags have changed."""
    thread = activity.subject_id
    if activity.verb == "post.edited":
        thread = Post.objects.filter(pk=activity.subject_id or 0, number=1).values_list("thread", flat=True).first()
    RelatedThreads.objects.filter(thread=thread or 0).delete()
    forget([thread or 0])
