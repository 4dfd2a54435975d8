"""Workers are killed again and again while many years end: everybody is asked, reminded and thanked once."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from members.activity.models import Activity
from members.ambassadors.models import Ambassador, How
from members.ambassadors.programme import AmbassadorProgramme
from members.groups.models import GroupMembership
from members.profiles.models import Member
from members.recognition.ladder import Step
from members.recognition.models import LevelGrant
from tests.factories import a_member

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
MEMBERS, KILLS = 60, 8
# Ten days go by in a second; all workers see the same clock.
WORKER = """
import sys, time, datetime, django
django.setup()
from django.utils import timezone
from members.ambassadors import beginning, renewing
renewing.BATCH = beginning.BATCH = 5
noon, began = datetime.datetime.fromisoformat(sys.argv[2]), float(sys.argv[1])
while True:
    moved = beginning.begin_due()
    moved += renewing.look_after(noon + datetime.timedelta(days=5 * (time.time() - began)))
    time.sleep(0 if moved else 0.05)
"""


def a_worker(began: str, noon: str) -> subprocess.Popen[bytes]:
    """A process that does what is due."""
    place = connection.settings_dict
    user, password, host, port = (quote(str(place[key]), safe="/") for key in ("USER", "PASSWORD", "HOST", "PORT"))
    address = f"/{host}" if host.startswith("/") else f"{host}:{port}" if port else host
    url = f"postgres://{user}:{password}@{address}/{place['NAME']}"
    more = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": str(settings.ROOT)}
    command = [sys.executable, "-c", WORKER, began, noon]
    return subprocess.Popen(command, cwd=settings.ROOT, env=os.environ | more)


def test_workers_killed_again_and_again_ask_remind_and_thank_each_once(mia: Member) -> None:
    AmbassadorProgramme.open_up(by=mia)
    noon = timezone.now()
    for number in range(MEMBERS):
        ends = noon + timedelta(days=35 + number % 5)
        member = a_member(f"Speaker {number}")
        LevelGrant.objects.create(member=member, step=Step.AMBASSADOR, given_by=mia, ends_at=ends)
    began = str(time.time() + 3)
    running = [a_worker(began, noon.isoformat()) for _ in range(3)]
    try:
        chance = random.Random(7)
        for _kill in range(KILLS):
            time.sleep(chance.uniform(0.5, 1.2))
            victim = running.pop(0)
            victim.kill()
            victim.wait()
            running.append(a_worker(began, noon.isoformat()))
        deadline = time.monotonic() + 90
        while Ambassador.objects.filter(how=How.LAPSED).count() < MEMBERS:
            assert time.monotonic() < deadline, Counter(Ambassador.objects.values_list("how", "reminded_at"))
            time.sleep(0.2)
    finally:
        for process in running:
            process.kill()
            process.wait()
    happened = Counter(Activity.objects.filter(verb__startswith="ambassador.").values_list("verb", "subject_id"))
    verbs = {"ambassador.begun", "ambassador.renewal_asked", "ambassador.reminded", "ambassador.lapsed"}
    assert set(happened.values()) == {1} and len(happened) == len(verbs) * MEMBERS
    assert {verb for verb, _subject in happened} == verbs
    assert not GroupMembership.objects.exists() and Ambassador.objects.count() == MEMBERS
