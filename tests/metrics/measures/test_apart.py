"""Waiting told apart is each curve by itself, and tells of no four newcomers."""

from datetime import timedelta

import pytest

from community.spaces.models import Space
from members.profiles.models import Member
from members.segments.models import Segment
from metrics.measures.apart import parts_of
from metrics.measures.asking import Asked
from metrics.rollups.days import begin_of, yesterday
from metrics.rollups.models import Opening
from tests.factories import a_member, a_space, a_thread

pytestmark = pytest.mark.django_db


def opened(space: Space, by: Member, *, newcomer: bool, peer: int | None = None, staff: int | None = None) -> None:
    """A thread ten days ago, with first replies after so many hours."""
    day = yesterday() - timedelta(days=10)
    at = begin_of(day) + timedelta(hours=8)
    thread = a_thread(space, by=by)
    times = {name: at + timedelta(hours=hours) if hours else None for name, hours in (("peer", peer), ("staff", staff))}
    first = min((moment for moment in times.values() if moment), default=None)
    Opening.objects.update_or_create(
        thread=thread,
        defaults={
            "space": space, "kind": "discussion", "author": by, "day": day, "opened_at": at, "by_newcomer": newcomer,
            "peer_at": times["peer"], "staff_at": times["staff"], "replied_at": first,
            "replied_by_staff": None if first is None else first == times["staff"],
        },
    )  # fmt: skip


def asked() -> Asked:
    return Asked(end=yesterday())


def test_by_whom_and_of_whom(space: Space) -> None:
    for number in range(6):
        opened(space, a_member(), newcomer=True, peer=2 if number < 4 else None, staff=5)
        opened(space, a_member(), newcomer=False, peer=30)
    peer, staff, new, others = parts_of(asked())
    assert (peer.threads, staff.threads, new.threads, others.threads) == (12, 12, 6, 6)
    assert (new.median, others.median) == ("2 h", "30 h")
    assert new.within == ("0 %", "100 %", "100 %")
    assert others.within == ("0 %", "0 %", "100 %")
    # Of twelve, four have a reply of a member after two hours, six more after thirty, and two never.
    assert (peer.median, peer.p90) == ("30 h", "still waiting")
    assert staff.within == ("0 %", "50 %", "50 %")


def test_four_newcomers_are_told_neither_themselves_nor_by_the_others(space: Space) -> None:
    for _ in range(4):
        opened(space, a_member(), newcomer=True, peer=2)
    for _ in range(9):
        opened(space, a_member(), newcomer=False, peer=3)
    peer, _staff, new, others = parts_of(asked())
    assert not peer.is_withheld
    assert new.is_withheld
    assert others.is_withheld
    assert (new.threads, others.threads) == (0, 0)


def test_without_threads_there_is_nothing_to_tell_apart() -> None:
    assert parts_of(asked()) == []


def test_parts_of_a_space_and_of_a_segment_are_held_against_those_of_everybody(
    space: Space, mia: Member, ben: Member
) -> None:
    authors = [a_member() for _ in range(12)]
    for number, author in enumerate(authors):
        opened(space, author, newcomer=number < 6, peer=2)
    elsewhere = a_space()
    for _ in range(3):
        opened(elsewhere, a_member(), newcomer=True, peer=2)
    newest = Segment.create("New", {"is": "joined", "with": {"days": 30}}, by=mia)
    here = {part.name: part for part in parts_of(Asked(end=yesterday(), space=space))}
    assert [part.is_withheld for part in here.values()] == [True] * 4, "three newcomers more are in all spaces together"
    theirs = parts_of(Asked(end=yesterday(), segment=newest))
    assert [part.threads for part in theirs] == [15, 15, 9, 6], "all of them, so nobody is missing"
    opened(space, ben, newcomer=False, peer=2)
    assert [part.is_withheld for part in parts_of(Asked(end=yesterday(), segment=newest))] == [True] * 4, "but Ben"
    for _ in range(5):
        opened(elsewhere, a_member(), newcomer=True, peer=2)
        opened(elsewhere, a_member(), newcomer=False, peer=2)
    assert [part.threads for part in parts_of(Asked(end=yesterday(), space=space))] == [13, 13, 6, 7]
