"""Waiting told apart is each curve by itself, and tells of no four newcomers."""

from datetime import timedelta

import pytest

from community.spaces.models import Space
from members.profiles.models import Member
from metrics.measures.apart import parts_of
from metrics.measures.asking import Asked
from metrics.rollups.days import begin_of, yesterday
from metrics.rollups.models import Opening
from tests.factories import a_member, a_thread

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
