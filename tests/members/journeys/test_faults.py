"""Workers are killed again and again while many members run through a journey: each step happens to each once."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from members.journeys.beginning import begin
from members.journeys.models import JourneyMessage, Passed, Run
from members.profiles.models import Member
from tests.factories import a_member
from tests.members.journeys.plans import NOON, POSTED, a_journey, step, tells

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
MEMBERS = int(os.environ.get("JOURNEY_MEMBERS", "60"))
KILLS = int(os.environ.get("JOURNEY_KILLS", "8"))
# A day goes by in a second; all workers see the same clock.
WORKER = f"""
import sys, time, datetime, django
django.setup()
from members.journeys.running import move_on
noon, began = datetime.datetime.fromisoformat({NOON.isoformat()!r}), float(sys.argv[1])
while True:
    moved = move_on(20, noon + datetime.timedelta(days=time.time() - began))
    time.sleep(0 if moved else 0.05)
"""


class Workers:
    """Processes that move members on."""

    def __init__(self) -> None:
        self.began = str(time.time())
        self.running = [self._start() for _ in range(3)]

    def _start(self) -> subprocess.Popen[bytes]:
        place = connection.settings_dict
        user, password, host, port = (quote(str(place[key]), safe="/") for key in ("USER", "PASSWORD", "HOST", "PORT"))
        address = f"/{host}" if host.startswith("/") else f"{host}:{port}" if port else host
        url = f"postgres://{user}:{password}@{address}/{place['NAME']}"
        more = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": str(settings.ROOT)}
        return subprocess.Popen([sys.executable, "-c", WORKER, self.began], cwd=settings.ROOT, env=os.environ | more)

    def kill_one(self) -> None:
        """SIGKILL, whatever it is doing, and another one in its place."""
        victim = self.running.pop(0)
        victim.kill()
        victim.wait()
        self.running.append(self._start())

    def end(self) -> None:
        """All of them."""
        for process in self.running:
            process.kill()
            process.wait()


@pytest.fixture
def workers() -> Iterator[list[Workers]]:
    """Ended before the database is cleared."""
    made: list[Workers] = []
    yield made
    for one in made:
        one.end()


def test_workers_killed_again_and_again_lose_nothing_and_double_nothing(workers: list[Workers]) -> None:
    for number in range(MEMBERS):
        a_member(f"Walker {number}", time_zone="UTC")
    again = step("q", "if", {"yes": [], "no": [tells("d3")]}, rule=POSTED)
    steps = tells("d0"), step("w1", "wait", days=3), again, step("w2", "wait", days=4), tells("d7")
    journey = a_journey(*steps, days=700)
    assert begin(journey, Member.objects.get_queryset(), cause="all", at=NOON) == MEMBERS
    workers.append(Workers())
    chance = random.Random(7)
    for _kill in range(KILLS):
        time.sleep(chance.uniform(0.5, 1.2))
        workers[0].kill_one()
    deadline = time.monotonic() + 120
    while Run.objects.open().exists():
        assert time.monotonic() < deadline, Counter(Run.objects.values_list("step", "attempts", "last_error"))
        time.sleep(0.2)
    assert set(Run.objects.values_list("ended_as", flat=True)) == {"done"}
    passed = Counter(Passed.objects.values_list("step", flat=True))
    assert passed == dict.fromkeys(["d0", "w1", "q", "d3", "w2", "d7"], MEMBERS)
    assert JourneyMessage.objects.count() == 3 * MEMBERS
