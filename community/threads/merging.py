"""Merging a thread into another: all its posts stand at the end of that one, and its address leads there."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.composing.forms import TAGS_MAX
from community.drafts.moving import move_drafts
from community.following.carrying import carry_follows, follow_what_one_wrote
from community.following.models import Follow, Reading
from community.ideas.counting import carry as carry_votes
from community.ideas.models import Vote
from community.posts.models import Post, PostLink
from community.spaces.alone import NotPossible
from community.threads.carrying import Carried, carry, locked_threads
from community.threads.models import Thread
from members.activity.log import record
from members.profiles.models import Member


@transaction.atomic
def merge(thread: Thread, *, into: Thread, by: Member) -> Carried:
    """All posts, followers, tags and drafts of `thread` go to `into`, which keeps its title, kind and space.

    Raises NotPossible for one and the same thread, a deleted one, an archived space, or if somebody was quicker.
    """
    if thread.pk == into.pk:
        raise NotPossible(_("A thread cannot be merged into itself. Choose another one."))
    locked = locked_threads(thread, into, with_posts=Post.objects.filter(thread=thread))
    source, target = locked[thread.pk], locked[into.pk]
    check_target(source, target)
    numbers = list(Post.objects.filter(thread=source).order_by("number").values_list("number", flat=True))
    authors = set(Post.objects.filter(thread=source).exclude(author=None).values_list("author_id", flat=True))
    carried = carry(numbers, source, target, by=by)
    _take_along(source, target, carried)
    follow_what_one_wrote(target, authors)
    source.merged_into, source.merged_by = target, by
    source.duplicate_of = source.duplicate_at = source.duplicate_by = None
    # Archived as well: whatever lists threads leaves it out.
    source.merged_at = source.archived_at = timezone.now()
    source.archived_by = by
    state = ["merged_into", "merged_by", "merged_at", "archived_at", "archived_by"]
    source.save(update_fields=[*state, "duplicate_of", "duplicate_at", "duplicate_by"])
    Thread.objects.filter(merged_into=source).update(merged_into=target)
    facts = {"into": target.pk, "first": carried.first, "last": carried.last, "space": target.space_id}
    record("thread.merged", actor=by, subject=source, **facts)
    return carried


def check_target(source: Thread, target: Thread) -> None:
    """Raises NotPossible if posts of `source` cannot go to `target`."""
    if source.deleted_at or target.deleted_at:
        raise NotPossible(_("One of the two threads is deleted. Restore it first."))
    if source.held_at or target.held_at:
        raise NotPossible(_("One of the two threads waits for a moderator. Decide about it first."))
    if target.duplicate_of_id:
        raise NotPossible(_("The other thread points at a third one, where its matter goes on. Choose that one."))
    if target.space.archived_at:
        raise NotPossible(_("“%(space)s” is archived and takes no threads.") % {"space": target.space.name})


def _carry_votes(source: Thread, target: Thread) -> None:
    """Votes count once each where the kind is the same; where it is not, they are given back to their voters.

    What pointed at the thread as asked or wished for before points at the other one.
    """
    if source.kind == target.kind:
        carry_votes(source, target)
        Vote.objects.filter(came_from=source).update(came_from=None)
    Vote.objects.filter(thread=source).delete()
    Thread.objects.filter(duplicate_of=source).update(duplicate_of=target if source.kind == target.kind else None)


def _take_along(source: Thread, target: Thread, carried: Carried) -> None:
    """What belongs to the thread as a whole."""
    carry_follows(source, target)
    Follow.objects.filter(thread=source).delete()
    Reading.objects.filter(thread=source).delete()
    source.timers.all().delete()
    _carry_votes(source, target)
    source.guides.update(thread=target)
    move_drafts(source.pk, target.pk, dict(zip(carried.numbers, range(carried.first, carried.last + 1), strict=True)))
    whole = list(PostLink.objects.filter(thread=source))
    fresh = [PostLink(post_id=x.post_id, thread=target, is_quote=x.is_quote) for x in whole]
    PostLink.objects.bulk_create(fresh, ignore_conflicts=True)
    PostLink.objects.filter(pk__in=[link.pk for link in whole]).delete()
    joined = list(dict.fromkeys([*target.tags, *source.tags]))[:TAGS_MAX]
    if joined != target.tags:
        target.tags = joined
        target.save(update_fields=["tags"])
