"""Questions that are somebody's task until they are answered; and what tasks need to know of threads."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from community.following.hearing import seers
from community.posts.models import Post
from community.threads.addresses import thread_named
from community.threads.models import Thread
from members.activity.subscribing import subscribe
from members.duties.answering import answered, replied
from members.duties.matters import Threads, tell_of_threads

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from config.lib.audience import Viewer
    from members.activity.models import Activity


def _seen(viewer: Viewer) -> QuerySet[Any]:
    threads: QuerySet[Any] = Thread.objects.visible_to(viewer).filter(deleted_at=None)
    return threads


def _seers(thread_id: int, members: Collection[int]) -> set[int]:
    thread = Thread.objects.filter(pk=thread_id, deleted_at=None).select_related("space").first()
    return seers(thread.space, members) if thread else set()


tell_of_threads(Threads(_seen, _seers, thread_named))


@subscribe("post.created", "item.approved", "answer.accepted", name="community.questions_owned")
def settle_what_was_asked(activity: Activity) -> None:
    """Closes the task to answer a question when it has an accepted answer, or a reply from whoever has the task."""
    if activity.subject_type != Post._meta.label_lower:
        return
    posts = Post.objects.filter(deleted_at=None, hidden_at=None, held_at=None, pk=activity.subject_id or 0)
    post = posts.select_related("thread").first()
    if post is None:
        return
    if post.thread.answer_id:
        answered(post.thread_id)
    elif post.number > 1 and post.author_id:
        replied(post.thread_id, post.author_id)
