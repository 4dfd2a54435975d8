"""Undoing: what was just posted leaves without a trace and becomes a draft again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from community.drafts.keeping import give_back
from community.posts.models import Post
from community.posts.permissions import may_undo
from community.threads.models import Thread
from config.lib.live import publish
from members.activity.log import record
from members.profiles.refusing import check

if TYPE_CHECKING:
    from community.drafts.models import Draft
    from members.profiles.models import Member


class TooLate(Exception):
    """Somebody replied in the meantime, or it is gone already, or stands elsewhere."""


@transaction.atomic
def undo(post: Post, *, by: Member) -> Draft:
    """Take back the last post of a thread, or a thread nobody has replied to; returns its draft.

    Whether it may be is asked again under its lock: somebody may have decided about it since. Raises TooLate, NotNow.
    """
    # The post before its thread, as in edits and decisions.
    posts = Post.objects.select_for_update(of=("self",)).select_related("reply_to")
    there = posts.filter(pk=post.pk, thread=post.thread_id).first()
    thread = Thread.objects.select_for_update(no_key=True).filter(pk=post.thread_id).first()
    if thread is None or there is None or there.number != thread.posts_count:
        raise TooLate
    there.thread = thread
    check(may_undo(by, there))
    if there.number == 1:
        draft = give_back(
            by, "new", body=there.source, title=thread.known_title, tags=", ".join(thread.known_tags), kind=thread.kind,
            space=thread.space,
        )  # fmt: skip
        record("thread.undone", actor=by, space=thread.space_id, thread=thread.pk)
        thread.delete()
        return draft
    reply_to = there.reply_to.number if there.reply_to else None
    draft = give_back(by, f"thread:{thread.pk}", body=there.source, reply_to=reply_to)
    record("post.undone", actor=by, subject=thread, post=there.pk)
    there.delete()
    _recount(thread, there.number - 1)
    publish(f"thread:{thread.pk}", "undone", post=post.pk)
    return draft


def _recount(thread: Thread, last_number: int) -> None:
    """Number, time and people as if the last post had never been; its number is free again."""
    last = Post.objects.filter(thread=thread).aggregate(at=Max("created_at"))["at"]
    recent = Post.objects.filter(thread=thread, number__gt=1).exclude(author=None).order_by("-number")
    thread.posts_count, thread.last_post_at = last_number, last
    thread.repliers = list(dict.fromkeys(recent.values_list("author_id", flat=True)[:50]))[:3]
    thread.people_count = max(
        1, Post.objects.filter(thread=thread).exclude(author=None).values("author").distinct().count()
    )
    thread.save(update_fields=["posts_count", "last_post_at", "repliers", "people_count"])
