"""Reactions and votes of somebody who leaves go, and are counted anew where they stood."""

from __future__ import annotations

from typing import ClassVar

from community.ideas.counting import recount as recount_votes
from community.ideas.models import Vote
from community.posts.models import Post
from community.reactions.models import Reaction
from community.reactions.reacting import recount
from community.threads.models import Thread
from members.privacy.erasers import Eraser, Leaver

BATCH = 100


class Reactions(Eraser):
    """Takes reactions back."""

    key = "reactions"
    touches: ClassVar[frozenset[str]] = frozenset({"community.Reaction.member"})

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        mine = Reaction.objects.filter(member=leaver.member)
        ids = sorted(set(mine.order_by("post").values_list("post", flat=True)[:BATCH]))
        for post in Post.objects.filter(pk__in=ids).select_for_update(of=("self",)).order_by("pk"):
            mine.filter(post=post).delete()
            recount(post)
        return after if ids else None


class Votes(Eraser):
    """Takes votes for ideas and questions back; in polls they count on, and nobody knows whose they were."""

    key = "votes"
    touches: ClassVar[frozenset[str]] = frozenset({"community.Vote.member"})

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        mine = Vote.objects.filter(member=leaver.member)
        ids = sorted(set(mine.order_by("thread").values_list("thread", flat=True)[:BATCH]))
        for thread in Thread.objects.filter(pk__in=ids).select_for_update(no_key=True, of=("self",)).order_by("pk"):
            mine.filter(thread=thread).delete()
            recount_votes(thread)
        return after if ids else None
