"""Submitting: the way from a form to a post. Pressed fifty times it makes one post; limits count under one lock."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.composing.pace import too_fast, writing_of
from community.drafts.keeping import forget
from community.polls.opening import change_poll, open_poll
from community.polls.permissions import may_change
from community.posts.models import Post
from community.posts.permissions import may_edit, may_reply, may_start
from community.posts.resolving import ThreadResolver
from community.posts.writing import earlier, signed_for, write
from community.screened.postings import asked_poll, edited_post, new_reply, new_thread
from community.threads.models import Thread
from community.threads.tagging import set_tags
from community.uploads.using import use_uploads
from config.lib.limits import EDITS, hit
from config.lib.markup import render
from members.profiles.models import Member
from members.profiles.refusing import Refusal, check, clock
from moderation.screening import trust
from moderation.screening.keeping import keep, noting
from moderation.screening.looking import screen

if TYPE_CHECKING:
    from community.polls.models import Poll
    from community.polls.opening import Wanted
    from community.spaces.models import Space


@dataclass(frozen=True)
class Sent:
    """What came with a new thread beside its words: the key of its draft, and what screening asks."""

    draft: str = "new"
    insist: str = ""
    sender: str = ""


@noting
@transaction.atomic
def submit_reply(
    thread: Thread, *, by: Member, source: str, key: str, reply_to: int | None = None, poll: Wanted | None = None,
    insist: str = "", sender: str = "",
) -> Post:  # fmt: skip
    """Post a reply and let go of its draft; `insist` and `sender` are for screening.

    Raises NotNow, SameKeyOtherText, PostEmpty, PostTooLong, TooManyCalled.
    """
    key = key or uuid.uuid4().hex
    again = earlier(by, key, signed_for(thread, source))
    if again is not None:
        return again
    # It may have been closed since the page was opened.
    thread = Thread.objects.select_related("space").get(pk=thread.pk)
    check(may_reply(by, thread) or too_fast(by, source) or _screened(by, "reply", thread, source))
    found = screen(new_reply(thread, source, by=by, sender=sender, poll=poll), insist=insist)
    forget(by, f"thread:{thread.pk}")
    post = write(thread, by=by, source=source, reply_to=reply_to, key=key, held=found.held)
    keep(found, "post", post)
    use_uploads(post)
    if poll is not None:
        open_poll(post, by=by, wanted=poll)
    return post


@noting
@transaction.atomic
def submit_thread(
    space: Space, *, by: Member, kind: str, title: str, source: str, tags: Sequence[str], key: str,
    poll: Wanted | None = None, sent: Sent | None = None,
) -> Thread:  # fmt: skip
    """Open a thread and let go of its draft.

    Raises NotNow, SameKeyOtherText, PostEmpty, PostTooLong, TooManyCalled.
    """
    key = key or uuid.uuid4().hex
    again = earlier(by, key, f"{title}\n{source}")
    if again is not None:
        return again.thread
    unborn = Thread(space=space, title=title, author=by)
    check(may_start(by, space) or too_fast(by, source) or _screened(by, "thread", unborn, source))
    sent = sent or Sent()
    found = screen(new_thread(space, title, source, tags, by=by, sender=sent.sender, poll=poll), insist=sent.insist)
    thread = space.start_thread(by=by, kind=kind, title=title, source=source, tags=tags, key=key, held=found.held)
    first = Post.objects.get(thread=thread, number=1)
    keep(found, "post", first)
    use_uploads(first)
    if poll is not None:
        open_poll(first, by=by, wanted=poll)
    forget(by, sent.draft)
    return thread


@noting
@transaction.atomic
def submit_edit(
    post: Post, *, by: Member, source: str, version: int, title: str = "", reason: str = "", insist: str = ""
) -> None:
    """Save another version, let go of its draft. Raises NotNow, EditConflict, PostEmpty, PostTooLong, TooManyCalled."""
    _lock(post, by=by)
    check(may_edit(by, post) or _edited_too_often(post) or _screened(by, "edit", post.thread, source))
    found = screen(edited_post(post, source, by=by, title=title), insist=insist)
    post.edit(by=by, source=source, version=version, title=title, reason=reason)
    keep(found, "post", post)
    use_uploads(post)
    forget(by, f"edit:{post.pk}")


@noting
@transaction.atomic
def submit_tags(thread: Thread, tags: Sequence[str], *, by: Member, insist: str = "") -> None:
    """Give a thread other tags; they are words like its title. Raises NotNow."""
    first = Post.objects.select_related("thread__space").filter(thread=thread, number=1).first()
    if first is None:
        set_tags(thread, tags, by=by)
        return
    _lock(first, by=by)
    found = screen(edited_post(first, first.source, by=by, tags=tags), insist=insist)
    set_tags(thread, tags, by=by)
    keep(found, "post", first)


@noting
@transaction.atomic
def submit_poll(post: Post, *, by: Member, wanted: Wanted, old: Poll | None = None, insist: str = "") -> None:
    """Put a poll under a post, or ask in other words what nobody answered yet. Raises NotNow, AlreadyVoted."""
    _lock(post, by=by)
    check(may_change(by, old, post) if old is not None else may_edit(by, post))
    found = screen(asked_poll(post, wanted, by=by, old=old), insist=insist)
    if old is None:
        open_poll(post, by=by, wanted=wanted)
    else:
        change_poll(old, by=by, wanted=wanted)
    keep(found, "post", post)


def _lock(post: Post, *, by: Member) -> None:
    """Let nobody else act on it until this is done: first the person, then the thing, then cases, as everybody does.

    The team may have hidden it since the page was opened.
    """
    Member.objects.one_at_a_time(by)
    marks = ["deleted_at", "hidden_at", "held_at", "removed_at", "edit_asked_at"]
    post.refresh_from_db(fields=marks, from_queryset=Post.objects.select_for_update(of=("self",)))


def _edited_too_often(post: Post) -> Refusal | None:
    wait = hit(EDITS, post.pk)
    if not wait:
        return None
    until = timezone.now() + timedelta(seconds=wait)
    return Refusal(_("This post was edited often. It can be edited again at %(time)s.") % {"time": clock(until)}, until)


def _screened(member: Member, act: str, thread: Thread, source: str) -> Refusal | None:
    """What the trust limits of a first day say to this text; nothing is rendered for anybody else."""
    if not trust.is_new(member):
        return None
    rendered = render(source, ThreadResolver(thread, by=member))
    contents = trust.Contents(len(rendered.links), len(rendered.pictures), len(rendered.mentions))
    verdict = trust.screen(member, writing_of(member, act, contents))
    return None if verdict.allowed else Refusal(verdict.sentence, verdict.until)
