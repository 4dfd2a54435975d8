"""What newcomers begin elsewhere counts too: an introduction, a question; and the question becomes somebody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from community.spaces.models import Kind
from community.threads.models import Thread
from community.welcome.models import Action
from community.welcome.stepping import NEW, finish
from community.welcome.useful import give_to_somebody, is_owned
from members.activity.subscribing import subscribe

if TYPE_CHECKING:
    from members.activity.models import Activity

COUNTS: dict[str, Action] = {Kind.INTRO: Action.HELLO, Kind.QUESTION: Action.USEFUL}


@subscribe("thread.started", "item.approved", name="community.welcome")
def count_what_was_begun(activity: Activity) -> None:
    """Ticks the action that a newcomer did with a thread, and gives a newcomer's question to somebody."""
    there = Thread.objects.filter(deleted_at=None, held_at=None).select_related("author")
    if activity.verb == "item.approved":
        is_post = activity.subject_type == "community.post"
        thread = there.filter(posts__pk=activity.subject_id or 0, posts__number=1).first() if is_post else None
    else:
        thread = there.filter(pk=activity.subject_id or 0).first()
    if thread is None or thread.author is None or not thread.author.is_active:
        return
    if is_owned(thread):
        give_to_somebody(thread)
    action = COUNTS.get(thread.kind)  # kinds that were made, and those of programs, count for nothing
    if action is not None and thread.created_at - thread.author.joined_at < NEW:
        finish(action, by=thread.author, thread=thread)
