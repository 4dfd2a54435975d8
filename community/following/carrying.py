"""Followers go along when posts go to another thread: the stronger of two choices holds."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from community.following.hearing import seers
from community.following.models import Follow, Level, Reason

if TYPE_CHECKING:
    from community.threads.models import Thread

_LEVELS = [Level.NOTHING, Level.REPLIES, Level.EVERYTHING]


def carry_follows(source: Thread, target: Thread, members: Collection[int] | None = None) -> None:
    """Who follows `source` (of `members`, if given) follows `target` as much, if they may see it.

    A choice somebody made beats what came by itself; of two of a kind, the one that hears more.
    """
    follows = Follow.objects.filter(thread=source)
    if members is not None:
        follows = follows.filter(member__in=members)
    coming = {follow.member_id: follow for follow in follows}
    there = {follow.member_id: follow for follow in Follow.objects.filter(thread=target, member__in=coming)}
    for member in sorted(seers(target.space, coming)):
        _join(coming[member], there.get(member), target)


def follow_what_one_wrote(target: Thread, members: Collection[int]) -> None:
    """Authors of posts that came hear of what follows there, unless they chose something else."""
    Follow.objects.bulk_create(
        [
            Follow(member_id=member, thread=target, level=Level.EVERYTHING, reason=Reason.REPLIED)
            for member in sorted(seers(target.space, members))
        ],
        ignore_conflicts=True,
    )


def _join(coming: Follow, there: Follow | None, target: Thread) -> None:
    if there is None:
        Follow.objects.create(
            member_id=coming.member_id, thread=target, level=coming.level, reason=coming.reason, since=coming.since
        )
    elif _strength(coming) > _strength(there):
        there.level, there.reason = coming.level, coming.reason
        there.save(update_fields=["level", "reason"])


def _strength(follow: Follow) -> tuple[bool, int]:
    return follow.reason == Reason.CHOSEN, _LEVELS.index(Level(follow.level))
