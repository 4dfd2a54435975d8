"""Workers are killed again and again while many members run through a journey: each step happens to each once.

More of both: JOURNEY_MEMBERS=1000 JOURNEY_KILLS=50 bin/test -m faults tests/members/journeys
"""

import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from members.journeys.beginning import begin
from members.journeys.mailing import deliver
from members.journeys.models import JourneyMessage, Passed, Run
from members.journeys.running import move_on
from members.profiles.models import Member
from tests.factories import a_member
from tests.killing import Workers, workers
from tests.members.journeys.plans import NOON, POSTED, a_journey, step, tells
from tests.members.notifications.conftest import Postbox, postbox

__all__ = ["postbox", "workers"]

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
MEMBERS = int(os.environ.get("JOURNEY_MEMBERS", "60"))
KILLS = int(os.environ.get("JOURNEY_KILLS", "8"))
# A day goes by in a second; all workers see the same clock.
MOVES = f"""
import sys, time, datetime, django
django.setup()
from members.journeys.running import move_on
noon, began = datetime.datetime.fromisoformat({NOON.isoformat()!r}), float(sys.argv[1])
while True:
    moved = move_on(20, noon + datetime.timedelta(days=time.time() - began))
    time.sleep(0 if moved else 0.05)
"""
SENDS = """
import time, django
django.setup()
from members.journeys.mailing import deliver
while True:
    time.sleep(0 if deliver(20) else 0.05)
"""


def _kill_until(workers: Workers, left: Callable[[], int], seconds: float) -> int:
    """Kill the oldest again and again in the middle of its work, until nothing is left; returns how many."""
    chance, kills, deadline, before = random.Random(7), 0, time.monotonic() + seconds, left()
    while now := left():
        assert time.monotonic() < deadline, Counter(Run.objects.values_list("step", "attempts", "last_error"))
        if kills < KILLS and now < before:
            workers.kill_one()
            kills, before = kills + 1, now
        time.sleep(chance.uniform(0.1, 0.4))
    workers.end()
    return kills


def _walkers(*steps: dict[str, Any]) -> None:
    for number in range(MEMBERS):
        a_member(f"Walker {number}", time_zone="UTC")
    journey = a_journey(*steps, days=700)
    assert begin(journey, Member.objects.get_queryset(), cause="all", at=NOON) == MEMBERS


def test_workers_killed_again_and_again_lose_nothing_and_double_nothing(workers: list[Workers]) -> None:
    again = step("q", "if", {"yes": [], "no": [tells("d3")]}, rule=POSTED)
    _walkers(tells("d0"), step("w1", "wait", days=3), again, step("w2", "wait", days=4), tells("d7"))
    workers.append(Workers(MOVES, 3))
    begun = time.monotonic()
    kills = _kill_until(workers[0], lambda: 6 * MEMBERS - Passed.objects.count(), 300 + MEMBERS)
    while Run.objects.open().exists():
        move_on(now=NOON + timedelta(days=90))
    sys.stdout.write(f"{MEMBERS} members moved in {time.monotonic() - begun:.0f} s, {kills} workers killed.\n")
    assert set(Run.objects.values_list("ended_as", flat=True)) == {"done"}
    passed = Counter(Passed.objects.values_list("step", flat=True))
    assert passed == dict.fromkeys(["d0", "w1", "q", "d3", "w2", "d7"], MEMBERS)
    assert JourneyMessage.objects.count() == 3 * MEMBERS


def test_senders_killed_again_and_again_send_every_mail_and_one_twice_at_most_for_each_kill(
    workers: list[Workers], postbox: Postbox
) -> None:
    _walkers(tells("d0"))
    assert move_on(MEMBERS, NOON) == MEMBERS
    waiting = JourneyMessage.objects.filter(sent_at=None)
    waiting.update(retry_at=timezone.now())  # the day above was not one of a real clock
    workers.append(Workers(SENDS, 3))
    due = JourneyMessage.objects.open().filter(attempts=0)
    kills = _kill_until(workers[0], due.count, 300 + MEMBERS)
    # What a killed sender had in hand is tried again after two minutes, which pass now.
    while waiting.exists():
        waiting.update(retry_at=timezone.now())
        deliver()
    names = Counter(str(letter["Message-ID"]) for letter in postbox.letters)
    sys.stdout.write(f"{len(names)} mails, {sum(names.values()) - len(names)} twice, {kills} senders killed.\n")
    assert len(names) == MEMBERS and max(names.values()) <= 2
    assert sum(names.values()) <= len(names) + kills
