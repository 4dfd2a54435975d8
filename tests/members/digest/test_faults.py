"""Senders are killed again and again, the mail server goes away, members stop it meanwhile: each letter leaves once."""

import os
import time
from collections import Counter

import pytest
from django.db import connections
from django.utils import timezone

from members.digest.choosing import stop
from members.digest.delivering import IN_DOUBT
from members.digest.enrolling import enrol
from members.digest.gathering import gather
from members.digest.models import Digest
from members.digest.planning import plan_hour
from members.profiles.models import Member
from tests.factories import a_member, a_post, a_space, a_thread
from tests.killing import Workers, workers
from tests.members.notifications.conftest import Postbox, postbox

__all__ = ["postbox", "workers"]
pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
READERS = int(os.environ.get("DIGEST_MEMBERS", "60"))
WORK = """
import django; django.setup()
import time
from members.digest.delivering import IN_DOUBT
from members.digest.enrolling import enrol
from members.digest.gathering import gather
from members.digest.delivering import deliver
while True:
    enrol(); gather(5)
    deliver(5) or time.sleep(0.05)
"""


def a_community() -> None:
    """Readers with something to read, and the hour of the digest is now."""
    manager = a_member("Mia", role="manager")
    now = timezone.now()
    plan_hour(now.isoweekday(), now.hour, asks_approval=False, by=manager)
    thread = a_thread(a_space(), by=manager, title="What everybody wants to read")
    a_post(thread, source="It was good to see you all, and the bread was gone in no time.")
    for number in range(READERS):
        a_member(f"Reader {number}", time_zone="UTC")


def until_all_ended(workers: Workers, postbox: Postbox) -> None:
    """What a killed worker had booked is due at once, so that nobody waits three minutes."""
    deadline = time.monotonic() + 120
    while Digest.objects.open().exists() or not Digest.objects.exists():
        assert time.monotonic() < deadline, Counter(Digest.objects.values_list("dropped_why", "last_error"))
        time.sleep(0.2)


def test_each_gets_one_although_workers_are_killed_and_the_server_is_away(
    workers: list[Workers], postbox: Postbox
) -> None:
    a_community()
    postbox.answer = "451 not now"
    workers.append(Workers(WORK, 2))
    kills = 0
    in_doubt = Digest.objects.filter(dropped_why="failed", last_error=IN_DOUBT)
    while not Digest.objects.exclude(last_error="").exists():
        time.sleep(0.1)
    quitters = list(Member.objects.filter(handle__in=["reader-7", "reader-8"]))
    for member in quitters:
        stop(member)
    deadline = time.monotonic() + 20
    # What was on its way when they stopped it is refused first.
    while Digest.objects.open().filter(member__in=quitters, leaving_at__isnull=False).exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    postbox.answer = "250 OK"
    left_to_both = len([one for one in postbox.letters if str(one["To"]) in {m.email for m in quitters}])
    for kill in range(6):
        Digest.objects.open().update(retry_at=timezone.now())
        before, deadline = len(postbox.raw), time.monotonic() + 20
        while len(postbox.raw) < before + 5 and Digest.objects.open().exists() and time.monotonic() < deadline:
            time.sleep(0.002)
        if Digest.objects.open().exists():
            workers[0].end()
            workers[0] = Workers(WORK, 2)
            kills = 2 * (kill + 1)
    Digest.objects.open().update(retry_at=timezone.now())
    until_all_ended(workers[0], postbox)
    names = Counter(str(letter["Message-ID"]) for letter in postbox.letters)
    sent = Digest.objects.filter(sent_at__isnull=False)
    said, doubted = ({f"<{row.key}@localhost>" for row in rows} for rows in (sent, in_doubt))
    assert kills > 0 and max(names.values()) == 1
    assert said <= set(names) <= said | doubted and len(doubted) <= kills
    assert set(Digest.objects.filter(member__in=quitters).values_list("dropped_why", flat=True)) == {"stopped"}
    assert left_to_both == 0
    assert sent.count() + len(doubted) == Member.objects.present().count() - len(quitters) - _who_had_nothing()


def _who_had_nothing() -> int:
    return Digest.objects.filter(dropped_why="empty").count()


def test_eight_at_once_write_and_choose_each_row_once() -> None:
    from concurrent.futures import ThreadPoolExecutor

    a_community()
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(_all_alone, range(8)))
    assert sum(made) == Digest.objects.count() == Member.objects.present().count()
    assert not Digest.objects.waiting().exists()


def _all_alone(_number: int) -> int:
    try:
        made = enrol()
        gather(10)
        return made
    finally:
        connections.close_all()
