"""Asked before: a thread points at the one where the matter goes on. Followers and votes go along, and come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.following.models import Follow, Level, Reason
from community.ideas import counting
from community.posts.models import Post
from community.questions.models import Suggestion
from community.spaces.seeing import CLOSEDNESS
from community.threads.locking import locked
from community.threads.models import Thread
from members.activity.log import record

if TYPE_CHECKING:
    from members.profiles.models import Member


class NotAlike(ValueError):
    """These two cannot stand for one another; the message is one sentence for whoever tried."""


def canonical_of(thread: Thread) -> Thread:
    """Where the matter goes on: the thread itself, or the one it points at."""
    return thread.duplicate_of or thread


def check_alike(thread: Thread, other: Thread) -> None:
    """Raises NotAlike, with a sentence, if `thread` cannot point at `other`."""
    if thread.pk == other.pk:
        raise NotAlike(_("This is the same thread."))
    if thread.kind != other.kind:
        raise NotAlike(_("A question can only point at a question, and an idea at an idea."))
    if other.duplicate_of_id == thread.pk:
        raise NotAlike(_("That thread points here already."))
    if other.deleted_at or other.space.deleted_at:
        raise NotAlike(_("That thread was deleted."))
    mine, theirs = CLOSEDNESS[thread.space.visibility], CLOSEDNESS[other.space.visibility]
    if theirs > mine or (theirs == mine == 2 and thread.space.group_id != other.space.group_id):
        raise NotAlike(_("Not everybody who reads this thread can see that one."))


@transaction.atomic
def mark(thread: Thread, other: Thread, *, by: Member) -> None:
    """Point at `other`, or where that one points; nothing happens when it does already. Raises NotAlike."""
    check_alike(thread, other)
    other = canonical_of(other)
    check_alike(thread, other)
    pointing = Thread.objects.filter(duplicate_of=thread.pk).values_list("pk", flat=True)
    rows = locked([thread.pk, other.pk, *pointing, *([thread.duplicate_of_id] if thread.duplicate_of_id else [])])
    current, target = rows[thread.pk], rows[other.pk]
    check_alike(current, target)
    if target.duplicate_of_id or current.duplicate_of_id == target.pk:
        thread.duplicate_of_id = current.duplicate_of_id
        return
    if current.duplicate_of_id in rows:
        _let_go(current, rows[current.duplicate_of_id])
    current.point_at(target, by=by)
    _carry(current, target)
    for one in rows.values():
        if one.duplicate_of_id == current.pk:
            one.point_at(target, by=by)
            _carry(one, target)
    Suggestion.objects.filter(thread=current, settled_at=None).update(settled_at=timezone.now())
    first = Post.objects.get(thread=current, number=1)
    facts = {"thread": current.pk, "canonical": target.pk, "kind": current.kind}
    record("thread.marked_duplicate", actor=by, subject=first, **facts)
    thread.duplicate_of = target


@transaction.atomic
def unmark(thread: Thread, *, by: Member) -> None:
    """Stand for itself again: what went along comes back, and replies are taken as before."""
    if thread.duplicate_of_id is None:
        return
    rows = locked([thread.pk, thread.duplicate_of_id])
    current, target = rows[thread.pk], rows[thread.duplicate_of_id]
    if current.duplicate_of_id == target.pk:
        current.point_at(None, by=by)
        _let_go(current, target)
        record("thread.unmarked_duplicate", actor=by, subject=current, canonical=target.pk)
    thread.duplicate_of = None


def _carry(source: Thread, target: Thread) -> None:
    """Let followers and voters of `source` follow and have voted for `target`; what they chose there stays."""
    followers = Follow.objects.filter(thread=source, level=Level.EVERYTHING).values_list("member_id", flat=True)
    Follow.objects.bulk_create(
        [
            Follow(member_id=member, thread=target, level=Level.EVERYTHING, reason=Reason.DUPLICATE)
            for member in sorted(followers)
        ],
        ignore_conflicts=True,
    )
    counting.carry(source, target)


def _let_go(source: Thread, target: Thread) -> None:
    """Take back what came with `source`; what came with another duplicate as well stays."""
    followers = Follow.objects.filter(thread=source).values("member_id")
    Follow.objects.filter(thread=target, reason=Reason.DUPLICATE, member__in=followers).delete()
    counting.take_back(source, target)
    for other in Thread.objects.filter(duplicate_of=target).exclude(pk=source.pk):
        _carry(other, target)


@transaction.atomic
def suggest(thread: Thread, other: Thread, *, by: Member) -> None:
    """Ask who opened `thread` whether `other` answers it; asked once about each. Raises NotAlike."""
    other = canonical_of(other)
    check_alike(thread, other)
    suggestion, is_new = Suggestion.objects.get_or_create(thread=thread, canonical=other, defaults={"by": by})
    if is_new:
        first = Post.objects.get(thread=thread, number=1)
        record("duplicate.suggested", actor=by, subject=first, thread=thread.pk, canonical=other.pk)
    elif suggestion.settled_at:
        raise NotAlike(_("That was suggested before, and who asked says that it is another question."))


@transaction.atomic
def agree(suggestion: Suggestion, *, by: Member) -> None:
    """Who asked says: yes, that is my question. Raises NotAlike."""
    mark(suggestion.thread, suggestion.canonical, by=by)


@transaction.atomic
def decline(suggestion: Suggestion, *, by: Member) -> None:
    """Who asked says: mine is another one."""
    open_one = Suggestion.objects.filter(pk=suggestion.pk, settled_at=None)
    if open_one.update(settled_at=timezone.now()):
        facts = {"canonical": suggestion.canonical_id}
        record("duplicate.declined", actor=by, subject=suggestion.thread, **facts)
