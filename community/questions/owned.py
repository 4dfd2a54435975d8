"""Questions that are somebody's task until they are answered; and what tasks need to know of threads."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from community.following.hearing import seers
from community.posts.models import Post
from community.threads.addresses import thread_named
from community.threads.models import Thread
from members.activity.subscribing import subscribe
from members.duties.answering import answered, replied, unsettled
from members.duties.matters import Threads, tell_of_threads

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from config.lib.audience import Viewer
    from members.activity.models import Activity
    from members.duties.models import Duty


def _seen(viewer: Viewer) -> QuerySet[Any]:
    threads: QuerySet[Any] = Thread.objects.visible_to(viewer).filter(deleted_at=None, held_at=None)
    return threads


def _seers(thread_id: int, members: Collection[int]) -> set[int]:
    thread = Thread.objects.filter(pk=thread_id, deleted_at=None, held_at=None).select_related("space").first()
    return seers(thread.space, members) if thread else set()


tell_of_threads(Threads(_seen, _seers, thread_named))


def _shown(post_id: int | None) -> Post | None:
    """A post that readers of its thread see."""
    posts = Post.objects.filter(deleted_at=None, hidden_at=None, held_at=None, pk=post_id or 0)
    return posts.select_related("thread").first()


@subscribe(
    "post.created", "post.restored", "item.approved", "item.shown", "answer.accepted", name="community.questions_owned"
)
def settle_what_was_asked(activity: Activity) -> None:
    """Closes the task to answer a question when it has an accepted answer, or a reply from whoever has the task."""
    post = _shown(activity.subject_id) if activity.subject_type == Post._meta.label_lower else None
    if post is None:
        return
    if (answer := _shown(post.thread.answer_id)) is not None:
        answered(post.thread_id, answer.pk)
    elif post.number > 1 and post.author_id:
        replied(post.thread_id, post.author_id, post.pk)


@subscribe("answer.withdrawn", "post.deleted", "post.undone", "item.hidden", name="community.questions_open_again")
def open_again_what_was_asked(activity: Activity) -> None:
    """Lets the task to answer a question wait again when the answer or reply that settled it is gone."""
    if activity.verb == "post.undone":
        unsettled(activity.facts["post"], _settled_otherwise)
    elif activity.subject_type == Post._meta.label_lower and activity.subject_id:
        unsettled(activity.subject_id, _settled_otherwise)


def _settled_otherwise(duty: Duty) -> int | None:
    """The post that answers the question by now: the accepted answer, or what the owner wrote since they were asked."""
    thread = Thread.objects.filter(pk=duty.thread_id or 0).first()
    answer = _shown(thread.answer_id) if thread else None
    if answer is not None:
        return answer.pk
    shown = Post.objects.filter(deleted_at=None, hidden_at=None, held_at=None, thread=duty.thread_id, number__gt=1)
    own = shown.filter(author=duty.owner, created_at__gte=duty.asked_at) if duty.owner else shown.none()
    return own.order_by("number").values_list("pk", flat=True).first()
