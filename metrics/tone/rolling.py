"""Making the tone of a week anew from what stands; with the same posts always the same."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from community.posts.models import Post
from config.lib.few import LEAST
from members.installation.models import Installation
from members.profiles.roles import Role
from metrics.rollups.days import begin_of, end_of
from metrics.tone.hearing import Tone, language_of, said, tone_of
from metrics.tone.models import MoodWeek, ToneDay

if TYPE_CHECKING:
    from datetime import date

BATCH, WEEK = 500, 7
_FIELDS = ("author_id", "html", "thread__space_id", "thread__language", "thread__space__language")


@dataclass
class _Sums:
    """Of a space; whose posts they are is known only until the week is read."""

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

    def take(self, other: _Sums) -> None:
        self.posts, self.known = self.posts + other.posts, self.known + other.known
        self.warm, self.cool = self.warm + other.warm, self.cool + other.cool
        self.writers |= other.writers


@transaction.atomic
def roll_tone(day: date) -> int:
    """Make the rows of the week of this day anew, if it is over; returns how many posts were looked at."""
    last = day + timedelta(days=WEEK - 1 - day.weekday())
    now = timezone.now()
    is_over = end_of(last) <= now
    days = [last - timedelta(days=back) for back in range(WEEK)] if is_over else [day]
    # First of all: what is rolled from now on is read again.
    ToneDay.objects.bulk_create(
        [ToneDay(day=one, read_at=now) for one in days],
        update_conflicts=True, unique_fields=["day"], update_fields=["read_at"],
    )  # fmt: skip
    if not is_over:
        return 0
    sums = _read(days[-1], last)
    MoodWeek.objects.filter(day=last).delete()
    MoodWeek.objects.bulk_create(
        MoodWeek(day=last, space_id=space, posts=one.posts, known=one.known, warm=one.warm, cool=one.cool,
                 people=len(one.writers))
        for space, one in _kept(sums).items()
    )  # fmt: skip
    return sum(one.posts for one in sums.values())


def _read(first: date, last: date) -> dict[int, _Sums]:
    sums: dict[int, _Sums] = defaultdict(_Sums)
    community = Installation.current().language
    rows: Any = standing(first, last).values_list(*_FIELDS)
    for author, html, space, of_thread, of_space in rows.iterator(chunk_size=BATCH):
        text = said(html)
        sums[space].add(tone_of(text, language_of(text, of_thread, of_space, community)), author)
    return sums


def _kept(sums: dict[int, _Sums]) -> dict[int | None, _Sums]:
    """Sums of five people or more: of each space, and of all that have fewer together."""
    found: dict[int | None, _Sums] = {None: _Sums()}
    for space, one in sums.items():
        if len(one.writers) >= LEAST:
            found[space] = one
        else:
            found[None].take(one)
    if len(found[None].writers) < LEAST:
        del found[None]
    return found


def standing(first: date, last: date) -> Any:
    """Posts of members, not of the team, written on these days, that everybody in the space can read."""
    there = {"deleted_at": None, "hidden_at": None, "held_at": None}
    threads = {"thread__deleted_at": None, "thread__held_at": None, "thread__merged_at": None}
    theirs = Q(author=None) | Q(author__role=Role.MEMBER)
    written = Post.objects.filter(theirs, created_at__gte=begin_of(first), created_at__lt=end_of(last))
    return written.filter(**there, **threads).order_by("pk")
