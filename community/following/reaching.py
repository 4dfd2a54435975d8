"""Whom a mute or a block keeps away, and whom not: the team, and hosts in their spaces, reach those they address."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from community.following.models import Follow, Level, Silence
from community.spaces.permissions import leads
from config.lib.written_once import written_once
from members.profiles.models import Member

if TYPE_CHECKING:
    from community.posts.models import Post
    from community.spaces.models import Space


def out_of_reach(actor_id: int, members: Collection[int], *, space: Space, addressed: Collection[int]) -> set[int]:
    """Of these members, those who silenced the actor and are not told what the actor does: one query, rarely two.

    Whoever looks after the space still reaches the members whom their words are for; all else of theirs is silent too.
    """
    away = set(_silencing(members, actor_id))
    if away.isdisjoint(addressed):
        return away
    actor = Member.objects.get_queryset().filter(pk=actor_id).first()
    return away - set(addressed) if actor is not None and leads(actor, space) else away


@written_once
def _silencing(members: Collection[int], other: int) -> QuerySet[Any, Any]:
    return Silence.objects.filter(member__in=members, other=other).values_list("member_id", flat=True)


def addressed_by(post: Post, actor_id: int) -> set[int]:
    """For whom the actor's words, or their choice of an answer, are: not for everybody who likes to hear of them."""
    if post.author_id != actor_id:
        chose = post.thread.answer_id == post.pk and post.thread.answered_by_id == actor_id
        return {post.author_id} if chose and post.author_id else set()
    answered = post.reply_to.author_id if post.reply_to else post.thread.author_id
    return {*post.mentioned, *([answered] if answered else [])}


def blocks_among(members: Collection[int]) -> set[tuple[int, int]]:
    """Who of these members blocked whom of them: one query."""
    rows = Silence.objects.filter(member__in=members, other__in=members, blocked=True)
    return set(rows.values_list("member_id", "other_id"))


def followers_among(member: int, others: Collection[int]) -> set[int]:
    """Who of these others follows a member: one query."""
    rows = Follow.objects.filter(person=member, member__in=others).exclude(level=Level.NOTHING)
    return set(rows.values_list("member_id", flat=True))
