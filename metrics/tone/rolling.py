"""Making the tone of a day anew from what stands; with the same posts always the same."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from community.posts.models import Post
from members.installation.models import Installation
from members.profiles.roles import Role
from metrics.rollups.days import begin_of, end_of
from metrics.tone.hearing import Tone, language_of, said, tone_of
from metrics.tone.models import MoodDay, ToneDay

if TYPE_CHECKING:
    from datetime import date

BATCH = 500
_FIELDS = ("author_id", "html", "thread__space_id", "thread__language", "thread__space__language")


@dataclass
class _Sums:
    posts: int = 0
    known: int = 0
    warm: int = 0
    cool: int = 0
    writers: set[int] = field(default_factory=set)

    def add(self, tone: Tone, author: int | None) -> None:
        self.posts += 1
        self.known += tone.is_known
        self.warm += tone.is_warm
        self.cool += tone.is_cool
        if tone.is_known and author is not None:
            self.writers.add(author)


@transaction.atomic
def roll_tone(day: date) -> int:
    """Make the rows of a day anew; returns how many posts were looked at."""
    # First of all: what is rolled from now on is read again.
    ToneDay.objects.update_or_create(day=day, defaults={"read_at": timezone.now()})
    sums: dict[int, _Sums] = defaultdict(_Sums)
    community = Installation.current().language
    rows: Any = standing(day).values_list(*_FIELDS)
    for author, html, space, of_thread, of_space in rows.iterator(chunk_size=BATCH):
        text = said(html)
        sums[space].add(tone_of(text, language_of(text, of_thread, of_space, community)), author)
    MoodDay.objects.filter(day=day).delete()
    MoodDay.objects.bulk_create(
        MoodDay(day=day, space_id=space, posts=one.posts, known=one.known, warm=one.warm, cool=one.cool,
                writers=sorted(one.writers))
        for space, one in sums.items()
    )  # fmt: skip
    return sum(one.posts for one in sums.values())


def standing(day: date) -> Any:
    """Posts of members, not of the team, written on a day, that everybody in the space can read."""
    there = {"deleted_at": None, "hidden_at": None, "held_at": None}
    threads = {"thread__deleted_at": None, "thread__held_at": None, "thread__merged_at": None}
    theirs = Q(author=None) | Q(author__role=Role.MEMBER)
    written = Post.objects.filter(theirs, created_at__gte=begin_of(day), created_at__lt=end_of(day))
    return written.filter(**there, **threads).order_by("pk")
