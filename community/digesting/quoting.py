"""The best sentence of a thread: of its accepted answer, or of the reply that most people reacted to."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Func, IntegerField
from django.db.models.functions import Left

from community.digesting.knowing import readable

LONGEST, SHORTEST, LOOKED_AT = 160, 25, 600
_SENTENCES = re.compile(r"(?<=[.!?…])\s+")


class Reacted(Func):
    """How many reactions a post has, of all kinds."""

    template = "(SELECT coalesce(sum(value::int), 0) FROM jsonb_each_text(%(expressions)s))"
    output_field = IntegerField()


@dataclass(frozen=True)
class Quote:
    """Who said it, and what."""

    author: int | None
    words: str


def best_of(threads: Collection[int], since: datetime) -> dict[int, Quote]:
    """By thread, the words of those that have any worth quoting: two queries."""
    replies = readable().filter(thread__in=threads, number__gt=1)
    answers = replies.filter(thread__answer=F("pk")).annotate(start=Left("text", LOOKED_AT))
    liked = (
        replies.filter(created_at__gt=since)
        .annotate(start=Left("text", LOOKED_AT), reacted=Reacted("reactions"))
        .order_by("thread_id", "-reacted", "-pk")
        .distinct("thread_id")
    )
    found: dict[int, Quote] = {}
    for rows in (liked, answers):
        for thread, author, start in rows.values_list("thread_id", "author_id", "start"):
            if words := sentence_of(start):
                found[thread] = Quote(author, words)
    return found


def sentence_of(text: str) -> str:
    """The first sentence that says something, at most LONGEST characters; empty if there is none."""
    for sentence in _SENTENCES.split(" ".join(text.split())):
        if len(sentence) >= SHORTEST:
            return sentence if len(sentence) <= LONGEST else sentence[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
    return ""
