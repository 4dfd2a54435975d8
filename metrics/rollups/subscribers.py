"""What happens to what is past, and which days and rows follow."""

from __future__ import annotations

from community.posts.models import Post
from community.threads.models import Thread
from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.profiles.models import Member
from metrics.rollups.arriving import arrive
from metrics.rollups.days import day_of
from metrics.rollups.rolling import alone
from metrics.rollups.touching import (
    around,
    days_done_at,
    days_done_to,
    days_done_to_posts,
    days_said_in,
    days_written,
    follow_contribution,
    follow_space,
    follow_threads,
    touch,
)  # fmt: skip

POST, THREAD, GUIDE = "community.post", "community.thread", "community.guide"
REVIEWED = ("item.held", "item.approved", "item.hidden", "item.shown")


@subscribe(
    "thread.closed", "thread.reopened", "thread.archived", "thread.unarchived", "thread.kind_changed",
    "thread.marked_duplicate", "thread.unmarked_duplicate", "answer.accepted", "answer.withdrawn", "answer.judged",
    name="metrics.thread_changed",
)  # fmt: skip
def thread_changed(activity: Activity) -> None:
    """Tells anew how a thread was answered, and until when it waited."""
    thread = activity.facts.get("thread") or activity.subject_id
    if thread and (activity.subject_type == THREAD or activity.facts.get("thread")):
        # What pointed at a thread points where that one points now.
        others = Thread.objects.filter(duplicate_of__isnull=False, duplicate_of=activity.facts.get("canonical"))
        follow_threads([thread, *others.values_list("pk", flat=True)])


@subscribe("thread.deleted", "thread.restored", "stretch.turned", name="metrics.thread_gone")
def thread_gone(activity: Activity) -> None:
    """Lets the days be made again on which a thread was written that went or came."""
    thread = activity.facts.get("thread") or activity.subject_id or 0
    touch(days_written(thread))
    follow_threads([thread])


@subscribe("thread.moved", name="metrics.thread_moved")
def thread_moved(activity: Activity) -> None:
    """Lets the days be made again on which something was written in a thread that stands elsewhere, or done to it."""
    thread = activity.subject_id or 0
    touch(days_written(thread) | days_done_to_posts(thread) | days_done_to(THREAD, thread))
    follow_threads([thread])


@subscribe("thread.merged", "thread.split", "posts.moved", name="metrics.posts_carried")
def posts_carried(activity: Activity) -> None:
    """Lets the days of posts be made again that stand in another thread now."""
    into, first, last = (int(activity.facts[name]) for name in ("into", "first", "last"))
    touch(days_written(into, first, last) | days_done_to_posts(into, first, last))
    pointed = Activity.objects.filter(verb="thread.marked_duplicate", facts__canonical=activity.subject_id)
    follow_threads([into, activity.subject_id or 0, *pointed.values_list("facts__thread", flat=True)])


@subscribe("post.deleted", "post.restored", *REVIEWED, name="metrics.post_gone")
def post_gone(activity: Activity) -> None:
    """Lets the day of a post be made again that went or came; held, a first post takes its whole thread along."""
    if activity.subject_type != POST:
        return
    post = Post.objects.filter(pk=activity.subject_id or 0).only("thread_id", "number", "created_at").first()
    if post is not None:
        whole = post.number == 1 and activity.verb in ("item.held", "item.approved")
        touch(days_written(post.thread_id) if whole else {day_of(post.created_at)})
        follow_threads([post.thread_id])


@subscribe("thread.undone", "post.undone", name="metrics.post_undone")
def post_undone(activity: Activity) -> None:
    """Lets the day be made again of something that was taken back just after it was posted."""
    touch(around(day_of(activity.at)))
    if activity.verb == "post.undone":
        follow_threads([activity.subject_id or 0])


@subscribe("stretch.undone", name="metrics.stretch_undone")
def stretch_undone(activity: Activity) -> None:
    """Lets the days of a chat room be made again: which of its lines had become posts is not known any more."""
    touch(days_said_in(activity.subject_id or 0))


@subscribe(
    "line.deleted", "line.restored", "guide.published", "guide.retired", "guide.brought_back",
    "ama.question_withdrawn", "challenge.entry_withdrawn", "challenge.entry_refused", "challenge.entry_readmitted",
    "contribution.withdrawn", *REVIEWED,
    name="metrics.contribution_gone",
)  # fmt: skip
def contribution_gone(activity: Activity) -> None:
    """Looks for the first steps of somebody anew whose line, guide, question, entry or text went or came."""
    if activity.subject_type not in (POST, THREAD) and activity.subject_id:
        follow_contribution(activity.subject_type, activity.subject_id)


@subscribe("guide.edited", "program.changed", name="metrics.place_changed")
def place_changed(activity: Activity) -> None:
    """Lets the days be made again on which something was done to a guide or in a program that stands elsewhere now."""
    pk = activity.subject_id or 0
    if activity.facts.get("moved"):
        touch(days_done_to(GUIDE, pk))
    elif "space" in str(activity.facts.get("fields", "")).split(","):
        touch(days_done_at(pk))


@subscribe("space.deleted", "space.restored", name="metrics.space_gone")
def space_gone(activity: Activity) -> None:
    """Tells anew until when the threads of a space waited that went or came back."""
    follow_space(activity.subject_id or 0)


@subscribe("member.joined", name="metrics.member_joined")
def member_joined(activity: Activity) -> None:
    """Lets the day be made again on which an account was opened, if its address was proven on a later one."""
    member = Member.objects.filter(pk=activity.subject_id or 0).only("joined_at").first()
    if member is not None and touch({day_of(member.joined_at)}):
        alone()
        arrive([member.pk])
