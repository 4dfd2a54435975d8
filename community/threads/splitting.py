"""Splitting: replies become a thread of their own, or go to one that is there."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from community.following.carrying import carry_follows, follow_what_one_wrote
from community.posts.models import Post
from community.spaces.alone import NotPossible
from community.spaces.models import Space
from community.threads.carrying import Carried, carry, locked_threads
from community.threads.merging import check_target
from community.threads.models import Thread, slug_of
from community.threads.placing import check_space
from members.activity.log import record
from members.profiles.models import Member


@transaction.atomic
def split(
    thread: Thread, numbers: Sequence[int], *, by: Member, title: str, kind: str, space: Space
) -> tuple[Thread, Carried]:
    """Make a new thread of these replies, opened by the first of them. Its followers are those of `thread`.

    Raises NotPossible if that cannot be.
    """
    source = locked_threads(thread, with_posts=_chosen(thread, numbers))[thread.pk]
    check_space(space, kind, by=by)
    first = _first_of(source, numbers)
    target = Thread.objects.create(
        space=space, kind=kind, title=title, slug=slug_of(title), author_id=first.author_id, tags=source.tags,
        language=source.language, created_at=first.created_at, last_post_at=first.created_at,
    )  # fmt: skip
    carried = _carried(source, target, numbers, by=by)
    carry_follows(source, target)
    facts = {"into": target.pk, "last": carried.last, "space": space.pk}
    record("thread.split", actor=by, subject=source, first=carried.first, **facts)
    return target, carried


@transaction.atomic
def move_posts(thread: Thread, numbers: Sequence[int], *, into: Thread, by: Member) -> Carried:
    """Put these replies at the end of another thread. Raises NotPossible if that cannot be."""
    if thread.pk == into.pk:
        raise NotPossible(_("These posts stand in this thread already. Choose another one."))
    locked = locked_threads(thread, into, with_posts=_chosen(thread, numbers))
    source, target = locked[thread.pk], locked[into.pk]
    check_target(source, target)
    _first_of(source, numbers)
    carried = _carried(source, target, numbers, by=by)
    facts = {"into": target.pk, "first": carried.first, "last": carried.last, "space": target.space_id}
    record("posts.moved", actor=by, subject=source, **facts)
    return carried


def _chosen(thread: Thread, numbers: Sequence[int]) -> QuerySet[Post]:
    return Post.objects.filter(thread=thread, number__in=numbers)


def _first_of(source: Thread, numbers: Sequence[int]) -> Post:
    if source.deleted_at:
        raise NotPossible(_("This thread is deleted. Restore it first."))
    if not numbers:
        raise NotPossible(_("Choose at least one reply."))
    if 1 in numbers:
        raise NotPossible(_("The first post stays with its thread. To move everything, merge the thread."))
    first: Post | None = Post.objects.filter(thread=source, number=min(numbers)).first()
    if first is None:
        raise NotPossible(_("Some of these posts were moved a moment ago, so nothing was changed. Choose again."))
    return first


def _carried(source: Thread, target: Thread, numbers: Sequence[int], *, by: Member) -> Carried:
    here = _chosen(source, numbers)
    first = here.order_by("number").values("deleted_at", "hidden_at", "held_at").first()
    if target.posts_count == 0 and first is not None and any(first.values()):
        raise NotPossible(_("The first of them opens the new thread, so it must be there to be read. Choose others."))
    authors = set(here.exclude(author=None).values_list("author_id", flat=True))
    carried = carry(numbers, source, target, by=by)
    follow_what_one_wrote(target, authors)
    return carried
