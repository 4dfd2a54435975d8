"""Who took part: whoever wrote into the thread that a program opened, if the kind knows no better."""

from __future__ import annotations

from collections.abc import Collection

from community.posts.models import Post
from programs.series.occurrences import Occurrence

type Pairs = set[tuple[int, int]]
"""The numbers of an occurrence and of a member."""


def replied(occurrences: Collection[int]) -> Pairs:
    """Who replied in the threads of these, with replies that stand; one query."""
    threads = Occurrence.objects.filter(pk__in=occurrences, thread__isnull=False)
    of_thread = dict(threads.values_list("thread_id", "pk"))
    replies = Post.objects.filter(thread__in=of_thread, number__gt=1, author__isnull=False)
    standing = replies.filter(deleted_at=None, hidden_at=None, held_at=None, removed_at=None)
    return {(of_thread[thread], author) for thread, author in standing.values_list("thread_id", "author_id").distinct()}
