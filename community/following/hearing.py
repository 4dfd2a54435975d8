"""Who hears of a post: who asked to, who may know of it, and who does not want to hear from its author."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from community.following.models import Follow, Level
from community.following.reaching import addressed_by, out_of_reach
from community.spaces.seeing import Visibility
from config.lib.written_once import written_once
from members.profiles.models import Member, MemberQuerySet
from members.profiles.roles import Role

if TYPE_CHECKING:
    from community.posts.models import Post
    from community.spaces.models import Space
    from community.threads.models import Thread


def followers_of_thread(thread: Thread) -> set[int]:
    """Members who want to hear of every reply."""
    return _everything(thread=thread.pk)


def followers_of_author(thread: Thread) -> set[int]:
    """Members who want to hear of every thread this member starts."""
    return _everything(person=thread.author_id) - _nothing(space=thread.space_id) if thread.author_id else set()


def followers_of_tags(thread: Thread) -> set[int]:
    """Members who want to hear of every thread with one of its tags."""
    if not thread.tags:
        return set()
    tagged = Follow.objects.filter(tag__in=thread.tags, level=Level.EVERYTHING)
    return set(tagged.values_list("member_id", flat=True)) - _nothing(space=thread.space_id)


def followers_of_space(thread: Thread) -> set[int]:
    """Members who want to hear of every thread in its space."""
    return _everything(space=thread.space_id)


def admitted(post: Post, actor_id: int, members: Collection[int]) -> set[int]:
    """Of these members, those who may see the post and want to hear of its thread and from this actor: four queries."""
    if not members:
        return set()
    left = seers(post.thread.space, members)
    left -= out_of_reach(actor_id, left, space=post.thread.space, addressed=addressed_by(post, actor_id))
    return left - _nothing(thread=post.thread_id, members=left) - _nothing(person=actor_id, members=left)


def seers(space: Space, members: Collection[int]) -> set[int]:
    """Of these members, those to whom `space` is visible."""
    return set(seeing(space).filter(pk__in=members).values_list("pk", flat=True))


def seeing(space: Space) -> MemberQuerySet:
    """All members to whom `space` is visible: `Space.objects.visible_to`, asked from the other side."""
    there = Member.objects.present()
    if space.visibility == Visibility.PRIVATE:
        managers = Q(role__in=[Role.MANAGER, Role.OWNER])
        there = there.filter(managers | Q(hostings__space=space) | Q(memberships__group=space.group_id))
    return there


def _everything(**what: int) -> set[int]:
    ((kind, pk),) = what.items()
    return set(_following(pk, kind=kind, level=Level.EVERYTHING))


def _nothing(members: Collection[int] | None = None, **what: int) -> set[int]:
    ((kind, pk),) = what.items()
    among = () if members is None else (members,)
    return set(_following(pk, *among, kind=kind, level=Level.NOTHING))


@written_once
def _following(pk: int, *among: Collection[int], kind: str, level: Level) -> QuerySet[Any, Any]:
    rows = Follow.objects.filter(level=level, **{kind: pk})
    for members in among:
        rows = rows.filter(member__in=members)
    return rows.values_list("member_id", flat=True)
