"""What spaces react to: titles that may no longer be named leave the posts that name them."""

from __future__ import annotations

from community.posts.rerendering import rerender_next
from community.spaces.models import Space
from community.threads.models import Thread
from members.activity.log import record
from members.activity.models import Activity
from members.activity.subscribing import subscribe


@subscribe("space.visibility_changed", "space.links_rewritten", name="community.relink")
def relink(activity: Activity) -> None:
    """Writes posts that point into the space out anew; a batch at a time, each of which calls the next."""
    space = Space.objects.filter(pk=activity.subject_id or 0).first()
    if space is None:
        return
    after = int(activity.facts.get("after", 0))
    reached = rerender_next(space.threads.values("pk"), after)
    if reached:
        record("space.links_rewritten", subject=space, after=reached)


@subscribe("thread.merged", "thread.split", "posts.moved", "thread.links_rewritten", name="community.relink_moved")
def relink_moved(activity: Activity) -> None:
    """Writes posts that point into the thread that others came to out anew; a batch at a time, like a space's."""
    thread = Thread.objects.filter(pk=activity.facts.get("into", activity.subject_id) or 0).first()
    if thread is not None:
        reached = rerender_next(Thread.objects.filter(pk=thread.pk).values("pk"), int(activity.facts.get("after", 0)))
        if reached:
            record("thread.links_rewritten", subject=thread, after=reached)


_REVIEWED = ("item.held", "item.approved", "item.hidden", "item.shown")


@subscribe(
    "thread.deleted", "thread.restored", "thread.moved", "post.edited", *_REVIEWED, name="community.relink_thread"
)
def relink_thread(activity: Activity) -> None:
    """Writes posts that point at a thread out anew when it goes, comes back, moves or gets another title."""
    if activity.verb == "post.edited" and not activity.facts.get("retitled"):
        return
    if activity.verb in _REVIEWED:
        if activity.subject_type != "community.post":
            return
        thread = Thread.objects.filter(posts__pk=activity.subject_id or 0, posts__number=1)
    else:
        about = activity.facts["thread"] if activity.verb == "post.edited" else activity.subject_id
        thread = Thread.objects.filter(pk=about or 0)
    after = 0
    while reached := rerender_next(thread.values("pk"), after):
        after = reached
