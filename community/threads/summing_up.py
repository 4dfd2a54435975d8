"""A long thread in short: the question, the accepted answer, and what people valued most. No machine writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q

from community.polls.showing import attach_polls
from community.posts.models import Post
from community.posts.presenting import Shown, shown
from community.threads.gaps import attach_places

if TYPE_CHECKING:
    from community.threads.models import Thread
    from config.lib.audience import Viewer

TOP = 8
LONG = 20
"""Threads with at least this many posts have a summary."""


def top_posts(viewer: Viewer, thread: Thread) -> list[Shown]:
    """The first post, the accepted answer and the TOP most valued replies (reactions and replies to them), by time."""
    readable = Post.objects.filter(thread=thread, held_at=None, deleted_at=None, hidden_at=None)
    valued = (
        readable.filter(number__gt=1)
        .annotate(worth=Count("reaction_rows", distinct=True) + 2 * Count("answers", distinct=True))
        .filter(worth__gt=0)
        .order_by("-worth", "number")
        .values_list("pk", flat=True)[:TOP]
    )
    wanted = Q(pk__in=list(valued)) | Q(number=1) | Q(pk=thread.answer_id or 0)
    top = shown(viewer, thread, readable.filter(wanted).for_reading(viewer))
    attach_polls(viewer, top)
    attach_places(viewer, thread, top, range(0))
    return top
