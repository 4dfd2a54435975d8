"""A worker that is killed in the middle of erasing somebody leaves nothing half done, and the next one goes on."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.utils import timezone

from community.posts.models import Post
from community.spaces.models import Space
from members.activity.models import Activity
from members.letters.models import AccountLetter
from members.privacy.erasing import erase_next
from members.privacy.leaving import leave
from members.privacy.models import Fate, Leaving
from members.profiles.models import Member
from tests.community.leaving.test_erasing import IDENTITY, OWN, PRIVATE, Life, hits
from tests.factories import a_post, a_thread

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
POSTS, KILLS, LONGEST = 160, 6, 240


def worker(home: Path) -> "subprocess.Popen[bytes]":
    """A process of its own that erases what is due."""
    place = connection.settings_dict
    url = f"postgres://{place['USER']}:{quote(place['PASSWORD'])}@/{place['NAME']}?host={place['HOST']}&port={place['PORT']}"
    script = "import django; django.setup(); from members.privacy.erasing import erase_due; erase_due(600)"
    told = {"DATABASE_URL": url, "TALKOOT_HOME": str(home), "SECRET_KEY": django_settings.SECRET_KEY}
    return subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=django_settings.ROOT,
        env=os.environ | told | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        start_new_session=True,
    )


def state() -> tuple[object, ...]:
    """How far it has come."""
    return Leaving.objects.values_list("steps_done", "cursor", "done_at").get()


def kill_after_some_way(process: "subprocess.Popen[bytes]", batches: int) -> bool:
    """SIGKILL once it has come so many batches further; False if it was done before."""
    seen, ends = [state()], time.monotonic() + LONGEST
    while process.poll() is None and len(seen) <= batches:
        assert time.monotonic() < ends, "The worker does nothing."
        if (now := state()) != seen[-1]:
            seen.append(now)
        time.sleep(0.002)
    killed = process.poll() is None
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return killed


def test_a_worker_killed_again_and_again_leaves_nothing_behind_and_does_all_of_it_once(
    space: Space, ben: Member, settings: Any, tmp_path: Path, delivered: Callable[[], int]
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    life = Life(space, ben)
    for _ in range(4):
        thread = a_thread(space, by=life.ana, title="Zqmytitle again", source="Zqmyposts.")
        for number in range(POSTS // 4):
            a_post(thread, by=life.ana, source=f"Zqmyposts number {number} by Zqanaria Quxmarsh.")
    delivered()
    leave(life.ana, by=life.ana, fate=Fate.ERASE)
    Leaving.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    letters, posts, kills = AccountLetter.objects.count(), Post.objects.count(), 0
    for batches in range(1, KILLS + 1):
        kills += kill_after_some_way(worker(tmp_path), batches)
    assert kills == KILLS, "It was killed in the middle each time."
    assert Leaving.objects.get().done_at is None
    assert worker(tmp_path).wait(LONGEST) == 0
    assert Leaving.objects.get().done_at
    assert not erase_next()
    delivered()
    assert hits(tmp_path / "media", IDENTITY + OWN + PRIVATE) == []
    assert Activity.objects.filter(verb="member.erased").count() == 1
    assert (AccountLetter.objects.count(), Post.objects.count()) == (letters + 1, posts)
    assert not Post.objects.exclude(source="*These words were erased.*").filter(author=None).exists()
