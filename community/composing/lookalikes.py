"""Threads that look like the one somebody begins to write: perhaps it is answered already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from community.posts.models import Post
from community.threads.models import Thread
from members.activity.log import record
from members.activity.models import Activity

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member

MOST = 3
WORDS_AT_LEAST = 4
ANSWER_WORDS = 60
ALIKE = 0.45
"""Least share of the trigrams of the typed title that a thread's title must have."""
LOOKED_THROUGH = 5_000
"""Only the newest threads are compared, so that typing stays cheap in a large community."""
ONCE_IN = timedelta(days=1)


@dataclass(frozen=True)
class Lookalike:
    """A thread that may answer the question, with the words of its accepted answer."""

    thread: Thread
    answer: str = ""


def lookalikes(viewer: Viewer, title: str) -> list[Lookalike]:
    """Up to three threads the viewer sees with a title like this one, answered ones first; two queries."""
    title = " ".join(title.replace("\0", "").split())
    if len(title.split()) < WORDS_AT_LEAST:
        return []
    newest = Thread.objects.visible_to(viewer).listed().order_by("-id").values("pk")[:LOOKED_THROUGH]
    found = list(
        Thread.objects.filter(pk__in=newest)
        .annotate(alike=TrigramWordSimilarity(title, "title"))
        .filter(alike__gte=ALIKE)
        .select_related("space")
        .order_by("-alike", "-id")[: MOST * 4]
    )
    found.sort(key=lambda thread: thread.answer_id is None)  # stable: the likeness stays the second rule
    chosen = found[:MOST]
    readable = Post.objects.filter(pk__in=[t.answer_id for t in chosen if t.answer_id])
    answers = dict(readable.filter(deleted_at=None, hidden_at=None, held_at=None).values_list("pk", "text"))
    return [Lookalike(t, Truncator(answers.get(t.answer_id or 0, "")).words(ANSWER_WORDS)) for t in chosen]


@transaction.atomic
def deflect(thread: Thread, *, by: Member) -> None:
    """Count that a thread answered somebody who was about to ask; once a day for each of both."""
    known = Activity.objects.filter(verb="question.deflected", actor=by, subject_type="community.thread")
    if not known.filter(subject_id=thread.pk, at__gt=timezone.now() - ONCE_IN).exists():
        record("question.deflected", actor=by, subject=thread, answered=thread.answer_id is not None)
