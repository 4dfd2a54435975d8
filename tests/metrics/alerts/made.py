"""A community as its facts tell of it, made in bulk: for alerts it is enough that the facts are there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from community.threads.models import Thread
from members.profiles.models import Member
from metrics.rollups.days import begin_of
from metrics.rollups.models import Arrival, MemberDay, Opening
from tests.factories import a_space

if TYPE_CHECKING:
    from community.spaces.models import Space

FIRST = date(2025, 1, 6)
"""A Monday."""


def members(count: int, name: str = "Person") -> list[Member]:
    """Members that only need to be there, joined long ago."""
    long_ago = begin_of(FIRST) - timedelta(days=400)
    rows = [
        Member(
            handle=f"{name.lower()}-{n}", name=f"{name} {n}", email=f"{name.lower()}{n}@example.org", is_active=True,
            joined_at=long_ago, confirmed_at=long_ago,
        )
        for n in range(count)
    ]  # fmt: skip
    return list(Member.objects.bulk_create(rows))


@dataclass
class Opened:
    """A thread to be: where, by whom, when; after how many hours it was answered (None: never)."""

    space: Space
    author: Member
    at: datetime
    hours: float | None
    newcomer: bool = False
    kind: str = "question"


def openings(opened: Sequence[Opened]) -> list[Opening]:
    """These threads, with the facts about how they were answered."""
    rows = [
        Thread(space=one.space, author=one.author, title=f"Thread {n}", slug=f"thread-{n}", kind=one.kind,
               created_at=one.at, last_post_at=one.at)
        for n, one in enumerate(opened)
    ]  # fmt: skip
    threads = Thread.objects.bulk_create(rows)
    facts = []
    for one, thread in zip(opened, threads, strict=True):
        replied = one.at + timedelta(hours=one.hours) if one.hours is not None else None
        facts.append(Opening(
            thread=thread, space=one.space, kind=one.kind, author=one.author, day=timezone.localdate(one.at),
            opened_at=one.at, by_newcomer=one.newcomer, replied_at=replied,
            replied_by_staff=None if replied is None else False, peer_at=replied,
            replies=int(replied is not None), people=1 + int(replied is not None),
        ))  # fmt: skip
    return list(Opening.objects.bulk_create(facts))


@dataclass
class Doing:
    """What members did by day and space, added up, to be written as facts at once."""

    deeds: dict[tuple[date, int, int | None], list[int]] = field(default_factory=dict)
    staff: set[int] = field(default_factory=set)

    def add(
        self, day: date, member: Member, space: Space | None = None, *, threads: int = 0, replies: int = 0,
        others: int = 0,
    ) -> None:  # fmt: skip
        """So much more of it."""
        row = self.deeds.setdefault((day, member.pk, space.pk if space else None), [0, 0, 0])
        row[0], row[1], row[2] = row[0] + threads, row[1] + replies, row[2] + others

    def write(self) -> None:
        """As facts."""
        MemberDay.objects.bulk_create([
            MemberDay(day=day, member_id=member, space_id=space, threads=threads, replies=replies, others=others,
                      is_staff=member in self.staff)
            for (day, member, space), (threads, replies, others) in self.deeds.items()
        ], batch_size=5000)  # fmt: skip


def arrivals(joined: Sequence[tuple[Member, datetime, float | None]]) -> None:
    """Who joined when, and after how many days they were activated (None: never)."""
    Arrival.objects.bulk_create([
        Arrival(
            member=member, day=timezone.localdate(at), at=at,
            activated_at=at + timedelta(days=days) if days is not None else None,
        )
        for member, at, days in joined
    ])  # fmt: skip


def a_place(name: str) -> Space:
    """A space that was there from the beginning."""
    return a_space(name)
