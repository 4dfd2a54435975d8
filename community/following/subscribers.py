"""Who writes in a thread follows it; who is muted or blocked leaves the notices that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from community.following.choosing import follow_by_itself
from community.following.models import Reading, Reason, Silence
from community.following.reaching import blocks_among, followers_among
from community.following.silencing import blockers_of
from community.threads.models import Thread
from members.activity.subscribing import subscribe
from members.messages import knowing
from members.notifications.telling import take_back_actor
from members.profiles.keeping_away import ask, ask_in_pairs
from members.profiles.models import Member

if TYPE_CHECKING:
    from members.activity.models import Activity


ask(blockers_of)
ask_in_pairs(blocks_among)
knowing.ask(followers_among)


@subscribe("person.muted", "person.blocked", name="community.forget_the_silenced")
def forget_the_silenced(activity: Activity) -> None:
    """Takes what a muted or blocked member did out of the notices nobody has seen, and out of mails not yet written."""
    me, other = activity.actor_id, activity.subject_id
    if me and other and Silence.objects.filter(member=me, other=other).exists():
        take_back_actor(me, other)


@subscribe("post.created", name="community.follow_own_threads")
def follow_what_one_writes_in(activity: Activity) -> None:
    """Lets the author of a post follow its thread, unless they chose something else."""
    thread_id, author_id = activity.facts.get("thread"), activity.actor_id
    if not author_id or not Member.objects.present().filter(pk=author_id).exists():
        return
    if Thread.objects.filter(pk=thread_id).exists():
        reason = Reason.STARTED if activity.facts.get("number") == 1 else Reason.REPLIED
        follow_by_itself(author_id, thread_id, reason)


@subscribe("thread.moved", name="community.readings_of_moved")
def keep_readings_in_their_space(activity: Activity) -> None:
    """Has whoever opened a thread in the very moment it moved counted as a reader of the space it is in now."""
    thread = Thread.objects.filter(pk=activity.subject_id or 0).first()
    if thread is not None:
        Reading.objects.filter(thread=thread).exclude(space=thread.space_id).update(space=thread.space_id)
