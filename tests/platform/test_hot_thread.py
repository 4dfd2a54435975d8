"""Fifty people write in one thread while five hundred read it live, through the running product over real HTTP.

Prints what it measured: `bin/test tests/platform/test_hot_thread.py -s`. With HOT_WRITERS=600 HOT_POSTS_EACH=10
it takes five minutes; fifty people would be stopped for writing too fast.
"""

import asyncio
import json
import os
import re
import statistics
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest

from tests.platform.conftest import Dev

READERS, PER_SECOND = 500, 20
WRITERS, EACH = int(os.environ.get("HOT_WRITERS", "50")), int(os.environ.get("HOT_POSTS_EACH", "4"))
POSTS = WRITERS * EACH
PACE_SECONDS = WRITERS / PER_SECOND
"""A writer sends so often, each in their turn."""
TOKEN = "hot" * 10 + "xx"
PATIENCE_SECONDS = 90.0 + EACH * PACE_SECONDS
PEOPLE = f"""
from datetime import timedelta
from django.test import Client
from django.utils import timezone
from tests.factories import a_member, a_space, a_thread
long_ago = timezone.now() - timedelta(days=400)
thread = a_thread(a_space("The square"), by=a_member(joined_at=long_ago), title="Everybody talks at once")
print(thread.pk)
for number in range({WRITERS}):
    client = Client()
    client.force_login(a_member(joined_at=long_ago))
    print(client.session.session_key)
"""
KEPT = """
import json
from community.posts.models import Post
posts = Post.objects.filter(thread={thread}).order_by("pk")
print(json.dumps(list(posts.values_list("number", "source"))))
from community.threads.models import Thread
print(Thread.objects.get(pk={thread}).posts_count)
"""

MADE = """
import json
from community.posts.models import Post
posts = Post.objects.filter(thread={thread}).values_list("number", "created_at")
print(json.dumps({{number: at.timestamp() for number, at in posts}}))
"""


@dataclass
class Crowd:
    """What writers and readers saw."""

    port: int
    thread: int
    posted_at: dict[int, float] = field(default_factory=dict)
    took: list[float] = field(default_factory=list)
    events: list[dict[int, list[float]]] = field(default_factory=list)
    open: threading.Barrier = field(default_factory=lambda: threading.Barrier(2))

    def write(self, session: str, writer: int) -> None:
        """Post `EACH` replies, one after the other, as a form does."""
        seen = 1
        time.sleep(PACE_SECONDS * writer / WRITERS)
        first = time.monotonic()
        for turn in range(EACH):
            time.sleep(max(0.0, first + turn * PACE_SECONDS - time.monotonic()))
            began = time.monotonic()
            form = {"body": f"Reply {turn:04} of writer {writer}", "key": f"hot-{writer:04}-{turn:04}"}
            request = urllib.request.Request(
                f"http://127.0.0.1:{self.port}/t/{self.thread}/reply/",
                data=urllib.parse.urlencode(form | {"csrfmiddlewaretoken": TOKEN, "last": seen}).encode(),
                headers={"Cookie": f"sessionid={session}; csrftoken={TOKEN}", "HX-Request": "true"},
            )
            with urllib.request.urlopen(request, timeout=30) as answer:
                assert answer.status == 200
                page = answer.read().decode()
            self.took.append(time.monotonic() - began)
            mine = re.findall(r'data-number="(\d+)"', page)
            assert mine == [str(number) for number in range(seen + 1, seen + 1 + len(mine))], "The writer sees no gap."
            seen += len(mine)

    async def read_all(self) -> None:
        """Hold every stream open until each has been told of every post, or patience ends."""
        all_open = asyncio.Barrier(READERS + 1)
        streams = [asyncio.create_task(self._read(all_open)) for _ in range(READERS)]
        await all_open.wait()
        await asyncio.to_thread(self.open.wait)
        async with asyncio.timeout(PATIENCE_SECONDS):
            await asyncio.gather(*streams)

    async def _read(self, all_open: asyncio.Barrier) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(f"GET /live/?c=thread:{self.thread} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        while not (await reader.readline()).startswith(b"retry:"):
            pass
        told: dict[int, list[float]] = {}
        self.events.append(told)
        await all_open.wait()
        event = b""
        while len(told) < POSTS:
            line = await reader.readline()
            assert line, "The server ended a stream."
            if line.startswith(b"event:"):
                event = line[6:].strip()
            elif line.startswith(b"data:") and event == b"post.created":
                told.setdefault(json.loads(line[5:])["number"], []).append(time.time())
        writer.close()


@pytest.fixture
def crowd(dev: Dev) -> tuple[Crowd, list[str]]:
    """A thread, and who writes in it."""
    thread, *sessions = dev.shell(PEOPLE).split()
    return Crowd(dev.port, int(thread)), sessions


def test_a_hot_thread_stays_in_order_and_everybody_reads_every_post(dev: Dev, crowd: tuple[Crowd, list[str]]) -> None:
    found, sessions = crowd
    reading = threading.Thread(target=lambda: asyncio.run(found.read_all()))
    reading.start()
    found.open.wait(PATIENCE_SECONDS)
    began = time.monotonic()
    with ThreadPoolExecutor(WRITERS) as writers:
        list(writers.map(found.write, sessions, range(WRITERS)))
    wrote = time.monotonic() - began
    reading.join(PATIENCE_SECONDS)
    assert not reading.is_alive()
    _numbered_without_gaps(dev, found.thread)
    _each_told_once(found)
    _said(dev, found, wrote)


def _numbered_without_gaps(dev: Dev, thread: int) -> None:
    posts, count = dev.shell(KEPT.format(thread=thread)).splitlines()
    kept = json.loads(posts)
    assert [number for number, _ in kept] == list(range(1, POSTS + 2)) and int(count) == POSTS + 1
    assert {text for _, text in kept[1:]} == {
        f"Reply {t:04} of writer {w}" for w in range(WRITERS) for t in range(EACH)
    }
    for writer in range(WRITERS):
        mine = [text for _, text in kept if text.endswith(f"of writer {writer}")]
        assert mine == sorted(mine), "What one person wrote stands in the order in which they wrote it."


def _each_told_once(found: Crowd) -> None:
    for told in found.events:
        assert set(told) == set(range(2, POSTS + 2))
        assert Counter(len(times) for times in told.values()) == {1: POSTS}


def _said(dev: Dev, found: Crowd, wrote: float) -> None:
    at = json.loads(dev.shell(MADE.format(thread=found.thread)))
    late = sorted(times[0] - at[str(number)] for told in found.events for number, times in told.items())
    took = sorted(found.took)
    median, p95 = statistics.median(took), took[int(len(took) * 0.95)]
    behind = late[int(len(late) * 0.95)]
    sys.stdout.write(
        f"\n{POSTS} posts by {WRITERS} writers in {wrote:.1f} s ({POSTS / wrote:.1f} a second); "
        f"posting {median * 1000:.0f} ms (p95 {p95 * 1000:.0f}); "
        f"told to {READERS} readers after {statistics.median(late) * 1000:.0f} ms (p95 {behind * 1000:.0f})\n"
    )
