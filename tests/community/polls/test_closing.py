"""Closing: by the clock exactly once, by those who may, and everybody who took part is told once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.polls.models import Poll
from community.polls.tasks import close_due
from community.polls.voting import vote
from members.activity.models import Activity
from members.notifications.inbox import open_inbox
from members.notifications.models import Notification
from tests.factories import a_member, a_poll, a_post, a_space, a_thread

if TYPE_CHECKING:
    from community.threads.models import Thread
    from config.lib.audience import Viewer
    from members.profiles.models import Member

    As = Callable[[Viewer], Client]


def overdue(poll: Poll, **by: int) -> None:
    """Let the poll's time be over since a moment ago."""
    ago = timezone.now() - timedelta(**(by or {"seconds": 1}))
    Poll.objects.filter(pk=poll.pk).update(closes_at=ago, created_at=ago - timedelta(days=1))


def close_url(poll: Poll) -> str:
    return reverse("poll_close", args=[poll.post_id])


# --- by hand --------------------------------------------------------------------------------------------------------


def test_nobody_closes_the_poll_of_somebody_else_but_hosts_and_the_team(
    as_: "As", nia: "Member", mo: "Member", visitor: "Viewer"
) -> None:
    host = a_member("Host")
    for member, status in ((visitor, 302), (nia, 403), (host, 302), (mo, 302)):
        poll = a_poll(a_post(a_thread(a_space(hosts=(host,)))))
        assert as_(member).post(close_url(poll)).status_code == status
        poll.refresh_from_db()
        assert (poll.closed_at is not None) == (member in (host, mo))


def test_its_author_closes_it_once(as_: "As", ben: "Member", thread: "Thread") -> None:
    poll = a_poll(a_post(thread, by=ben))
    assert as_(ben).post(close_url(poll)).status_code == 302
    assert as_(ben).post(close_url(poll)).status_code == 403
    poll.close(by=ben)
    assert Activity.objects.filter(verb="poll.closed").count() == 1


# --- by the clock ---------------------------------------------------------------------------------------------------


def test_the_clock_closes_what_is_due_and_nothing_else(thread: "Thread") -> None:
    due, later, endless = (a_poll(a_post(thread)) for _ in range(3))
    overdue(due)
    Poll.objects.filter(pk=later.pk).update(closes_at=timezone.now() + timedelta(days=1))
    assert close_due() == 1
    assert close_due() == 0
    assert list(Poll.objects.exclude(closed_at=None)) == [due]
    assert endless.closes_at is None
    closed = Activity.objects.get(verb="poll.closed")
    assert (closed.actor_id, closed.subject_id) == (None, due.post_id)


def test_after_an_outage_everything_is_caught_up(thread: "Thread") -> None:
    for days in (1, 3, 9):
        overdue(a_poll(a_post(thread)), days=days)
    assert close_due() == 3


@pytest.mark.django_db(transaction=True)
def test_many_clocks_close_each_poll_exactly_once() -> None:
    for _ in range(6):
        overdue(a_poll(a_post()))

    def tick(_number: int) -> int:
        try:
            return close_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        assert sum(pool.map(tick, range(5))) == 6
    assert Activity.objects.filter(verb="poll.closed").count() == 6


def test_closing_counts_the_rounds_that_nobody_could_see_before(nia: "Member", thread: "Thread") -> None:
    poll = a_poll(a_post(thread), kind="ranked", results="closed")
    vote(poll, [2, 1], by=nia)
    poll.refresh_from_db()
    assert poll.rounds == []
    poll.close()
    poll.refresh_from_db()
    assert (poll.winner, len(poll.rounds)) == (2, 1)


# --- who is told ----------------------------------------------------------------------------------------------------


def test_who_voted_and_who_asked_is_told_once(
    ben: "Member", nia: "Member", mo: "Member", thread: "Thread", delivered: Callable[[], int]
) -> None:
    poll = a_poll(a_post(thread, by=ben))
    for choice in (1, 2):
        vote(poll, [choice], by=nia)
    overdue(poll)
    close_due()
    delivered()
    told = Notification.objects.filter(kind="poll_closed")
    assert sorted(told.values_list("member_id", flat=True)) == sorted([ben.pk, nia.pk])
    rows = [row for group in open_inbox(nia, "for-you", None).groups for row in group.rows]
    assert [row.sentence for row in rows] == ["A poll you took part in has closed"]
    assert not told.filter(member=mo).exists()


def test_who_may_no_longer_see_it_is_not_told(
    ben: "Member", private_space: Any, circle: Any, delivered: Callable[[], int]
) -> None:
    guest = a_member("Guest")
    from tests.factories import join

    join(circle, guest)
    poll = a_poll(a_post(a_thread(private_space, by=ben), by=ben))
    vote(poll, [1], by=guest)
    circle.memberships.filter(member=guest).delete()
    poll.close()
    delivered()
    assert not Notification.objects.filter(member=guest).exists()


def test_of_a_deleted_post_nobody_is_told(
    nia: "Member", mo: "Member", thread: "Thread", delivered: Callable[[], int]
) -> None:
    poll = a_poll(a_post(thread))
    vote(poll, [1], by=nia)
    poll.post.delete_softly(by=mo)
    poll.close()
    delivered()
    assert not Notification.objects.filter(kind="poll_closed").exists()
