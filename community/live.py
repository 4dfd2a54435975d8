"""What open pages are told about spaces and threads: who may listen, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from community.chat.models import ChatRoom
from community.posts.models import Post
from community.posts.telling import tell_pages
from community.spaces.models import Space
from community.threads.models import Thread
from config.lib.live import authorise, publish
from members.activity.subscribing import subscribe

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import Activity


@authorise("thread")
def _who_sees_the_thread(viewer: Viewer, thread_id: int) -> bool:
    return bool(Thread.objects.visible_to(viewer).filter(pk=thread_id).exists())


@authorise("space")
def _who_sees_the_space(viewer: Viewer, space_id: int) -> bool:
    return Space.objects.visible_to(viewer).filter(pk=space_id).exists()


@authorise("chat")
def _who_sees_the_room(viewer: Viewer, room_id: int) -> bool:
    return bool(ChatRoom.objects.visible_to(viewer).filter(pk=room_id).exists())


@subscribe("post.created", "item.approved", name="community.live_new_posts")
def say_that_a_post_is_new(activity: Activity) -> None:
    """Tells open pages of the thread and its space that there is a new post, unless it is held or they know."""
    if activity.subject_type != "community.post":
        return
    post = Post.objects.filter(pk=activity.subject_id or 0, held_at=None).select_related("thread").first()
    if post is not None and not (post.thread.deleted_at or post.thread.held_at):
        tell_pages(post, why="" if activity.verb == "post.created" else f"activity:{activity.pk}")


@subscribe(
    "post.edited", "post.deleted", "post.restored", "item.hidden", "item.shown", "item.held",
    name="community.live_changed_posts",
)  # fmt: skip
def say_that_a_post_changed(activity: Activity) -> None:
    """Tells open pages of the thread which post reads differently now, or is gone."""
    if activity.subject_type == "community.post":
        post = Post.objects.filter(pk=activity.subject_id or 0).first()
        if post is not None:
            gone = bool(post.deleted_at or post.hidden_at or post.held_at)
            publish(f"thread:{post.thread_id}", "post.changed", post=post.pk, number=post.number, gone=gone)


@subscribe("idea.status_changed", name="community.live_ideas")
def say_that_an_idea_has_another_status(activity: Activity) -> None:
    """Tells open pages of an idea that something became of it."""
    publish(f"thread:{activity.facts['thread']}", "idea.changed", change=activity.subject_id)


@subscribe("answer.accepted", "answer.withdrawn", name="community.live_answers")
def say_that_the_answer_changed(activity: Activity) -> None:
    """Tells open pages of the thread which post answers it, if any."""
    thread = Thread.objects.filter(pk=activity.facts.get("thread")).first()
    if thread is not None:
        publish(f"thread:{thread.pk}", "answer.changed", post=thread.answer_id)
