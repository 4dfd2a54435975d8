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

COUNTS = {Kind.INTRO: Action.HELLO, Kind.QUESTION: Action.USEFUL}


@subscribe("thread.started", name="community.welcome")
def count_what_was_begun(activity: Activity) -> None:
    """Ticks the action that a newcomer did with a thread, and gives a newcomer's question to somebody."""
    thread = Thread.objects.filter(pk=activity.subject_id or 0, deleted_at=None).select_related("author").first()
    if thread is None or thread.author is None or not thread.author.is_active:
        return
    if is_owned(thread):
        give_to_somebody(thread)
    action = COUNTS.get(Kind(thread.kind))
    if action is not None and thread.created_at - thread.author.joined_at < NEW:
        finish(action, by=thread.author, thread=thread)
