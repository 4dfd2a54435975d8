"""Counting votes: written on the thread, always anew from the rows, under the thread's lock."""

from __future__ import annotations

from community.ideas.models import Vote
from community.threads.models import Thread


def recount(thread: Thread) -> None:
    """Write the number of votes anew; the thread is locked by the caller."""
    thread.votes_count = Vote.objects.filter(thread=thread).count()
    thread.save(update_fields=["votes_count"])


def carry(source: Thread, target: Thread) -> None:
    """Let whoever voted for `source` have voted for `target` too, each once; both are locked by the caller.

    The votes of `source` stay where they are: they count against nobody while it points at another thread.
    """
    voters = Vote.objects.filter(thread=source).order_by("member_id").values_list("member_id", "at")
    votes = [Vote(thread=target, member_id=member, at=at, came_from=source) for member, at in voters]
    Vote.objects.bulk_create(votes, ignore_conflicts=True)
    recount(target)


def take_back(source: Thread, target: Thread) -> None:
    """Let go of the votes that came to `target` with `source`; both are locked by the caller."""
    Vote.objects.filter(thread=target, came_from=source).delete()
    recount(target)
