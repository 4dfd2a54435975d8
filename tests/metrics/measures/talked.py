"""Communities made of openings alone, for measures about talk: chosen by hypothesis, written into the tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from community.spaces.models import Space
from community.threads.models import Thread
from members.profiles.models import Member
from members.segments.models import Segment
from metrics.rollups.days import begin_of, end_of
from metrics.rollups.models import Opening
from tests.factories import a_group, a_member, a_space, a_thread, copy

END = date(2026, 3, 29)
ENDS = [END - timedelta(weeks=back) for back in (4, 1, 0)]
DAYS = 28
THREADS = 25
KINDS = ["discussion", "question", "question", "idea", "intro", "announcement", "prompt"]
MINUTES = st.none() | st.integers(0, 180) | st.integers(0, 40 * 24 * 60)

OPENINGS = st.lists(
    st.fixed_dictionaries(
        {
            "space": st.integers(0, 2), "author": st.integers(0, 11), "kind": st.sampled_from(KINDS),
            "back": st.integers(0, 70), "minute": st.integers(0, 24 * 60 - 1), "by_newcomer": st.booleans(),
            "by_staff": st.sampled_from([False, False, True]), "peer": MINUTES, "staff": MINUTES, "solved": MINUTES,
            "ended": MINUTES,
        }
    ),
    max_size=THREADS,
)  # fmt: skip


@dataclass
class Village:
    """Places and people that openings are given to."""

    spaces: list[Space]
    members: list[Member]
    threads: list[Thread]
    segment: Segment

    @property
    def inside(self) -> set[int]:
        """Who is in the segment."""
        return {member.pk for member in self.members[:6]}

    def opened(self, chosen: list[dict[str, Any]]) -> list[Opening]:
        """Write these openings in place of all that were there."""
        Opening.objects.all().delete()
        rows = [self._row(thread, one) for thread, one in zip(self.threads, chosen, strict=False)]
        return Opening.objects.bulk_create(rows)

    def _row(self, thread: Thread, one: dict[str, Any]) -> Opening:
        day = END + timedelta(days=3) - timedelta(days=one["back"])
        at = begin_of(day) + timedelta(minutes=one["minute"])

        def after(name: str) -> datetime | None:
            return None if one[name] is None else at + timedelta(minutes=one[name])

        peer, staff = after("peer"), after("staff")
        first = min((moment for moment in (peer, staff) if moment), default=None)
        return Opening(
            thread=thread, space=self.spaces[one["space"]], kind=one["kind"], author=self.members[one["author"]],
            day=day, opened_at=at, by_newcomer=one["by_newcomer"], by_staff=one["by_staff"], replied_at=first,
            replied_by_staff=None if first is None else first != peer, peer_at=peer, staff_at=staff,
            solved_at=after("solved") if one["kind"] == "question" else None, ended_at=after("ended"),
        )  # fmt: skip


def a_village() -> Village:
    """Three spaces, twelve members of whom six are in a segment, and threads without a word of openings."""
    members = [a_member() for _ in range(12)]
    spaces = [a_space() for _ in range(3)]
    group = a_group(*members[:6])
    rule = {"is": "in_group", "with": {"group": group.pk}}
    segment = Segment.create("The six", rule, by=a_member(role="manager"))
    first = a_thread(spaces[0], by=members[0])
    Thread.objects.bulk_create(copy(first) for _ in range(THREADS))
    return Village(spaces, members, list(Thread.objects.exclude(pk=first.pk)), segment)


def in_window(row: Opening, end: date, days: int = DAYS) -> bool:
    """Whether it was opened in the days up to `end`."""
    return end - timedelta(days=days) < row.day <= end


def by_then(moment: datetime | None, end: date) -> datetime | None:
    """A moment, if it came before the day `end` was over."""
    return moment if moment is not None and moment < end_of(end) else None
