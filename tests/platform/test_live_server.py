"""Live streams through the running server, over real HTTP: they end when the right does, and many cost little."""

import re
import select
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.platform.conftest import Dev

CLOSED_WITHIN_SECONDS = 5.0
MANY = 500
MOST_KB_PER_STREAM = 100
PEOPLE = """
from django.test import Client
from tests.factories import a_group, a_member, a_space
for number in range({people}):
    who, mate = a_member(f"{name} {{number}}"), a_member(f"Mate of {name} {{number}}")
    group = a_group(who, mate, name=f"Circle of {name} {{number}}")
    space = a_space(f"Room of {name} {{number}}", group=group)
    client = Client()
    client.force_login(who)
    print(who.pk, space.pk, group.pk, client.session.session_key)
"""
WAYS = {
    "left the group": "Group.objects.get(pk={group}).remove(who, by=who)",
    "suspended": "Member.objects.filter(pk=who.pk).update(suspended_until=timezone.now() + timedelta(days=1))",
    "password changed": "who.set_password('another-long-word'); who.save(update_fields=['password'])",
    "signed out": "SessionStore('{session}').delete()",
}
LOSE = """
from datetime import timedelta
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from members.groups.models import Group
from members.profiles.models import Member
import time
"""
LOSE_ONE = """
who = Member.objects.get(pk={who})
{way}
print(time.time())
"""


class Stream:
    """One open page, as a browser holds it."""

    def __init__(self, port: int, channels: str, session: str = "") -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        cookie = f"Cookie: sessionid={session}\r\n" if session else ""
        self.socket.sendall(f"GET /live/?{channels} HTTP/1.1\r\nHost: localhost\r\n{cookie}\r\n".encode())
        self.told = b""

    def is_open(self) -> bool:
        """Whether the server has begun to tell."""
        while b"retry:" not in self.told and (part := self.socket.recv(4096)):
            self.told += part
        return self.told.startswith(b"HTTP/1.1 200")

    def ended_at(self, patience: float) -> float:
        """The time at which the server ended it."""
        deadline = time.monotonic() + patience
        while (left := deadline - time.monotonic()) > 0:
            if select.select([self.socket], [], [], left)[0]:
                part = self.socket.recv(4096)
                self.told += part
                if not part or b"event: closed" in self.told:
                    return time.time()
        pytest.fail("The stream was not ended.")


def test_a_stream_ends_within_five_seconds_of_the_right_to_it(dev: Dev) -> None:
    rows = [row.split() for row in dev.shell(PEOPLE.format(name="Leaving", people=len(WAYS))).splitlines()]
    streams = [Stream(dev.port, f"c=space:{space}&c=member:{who}", session) for who, space, _group, session in rows]
    assert all(stream.is_open() for stream in streams), [stream.told for stream in streams]
    lose = LOSE
    for (who, _space, group, session), way in zip(rows, WAYS.values(), strict=True):
        lose += LOSE_ONE.format(who=who, way=way.format(group=group, session=session))
    # All end while the shell runs; when each did is noted as it happens.
    with ThreadPoolExecutor(len(streams)) as pool:
        ends = [pool.submit(stream.ended_at, 60) for stream in streams]
        lost = [float(moment) for moment in dev.shell(lose).splitlines()]
    for how, stream, end, lost_at, row in zip(WAYS, streams, ends, lost, rows, strict=True):
        assert end.result() - lost_at < CLOSED_WITHIN_SECONDS, how
        assert b"event: closed" in stream.told, how
        assert not Stream(dev.port, f"c=space:{row[1]}", row[3]).is_open(), how


def memory_kb(dev: Dev) -> int:
    """What the two web processes hold for themselves alone."""
    total = 0
    for name in ("web-1", "web-2"):
        text = Path(f"/proc/{dev.child(name)}/smaps_rollup").read_text()
        total += sum(int(kb) for kb in re.findall(r"Private_\w+:\s+(\d+) kB", text))
    return total


def connections(dev: Dev) -> int:
    """How many connections the database has."""
    count = "cursor.execute('SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()')"
    return int(
        dev.shell(f"from django.db import connection as c; cursor = c.cursor(); {count}; print(cursor.fetchone()[0])")
    )


def test_five_hundred_streams_cost_little_and_no_connections_of_the_database(dev: Dev) -> None:
    _who, space, *_ = dev.shell(PEOPLE.format(name="Many", people=1).replace("group=group)", ")")).split()
    Stream(dev.port, f"c=space:{space}").is_open()
    before, connected = memory_kb(dev), connections(dev)
    streams = [Stream(dev.port, f"c=space:{space}") for _ in range(MANY)]
    assert all(stream.is_open() for stream in streams)
    each = (memory_kb(dev) - before) / MANY
    assert each < MOST_KB_PER_STREAM, f"{each:.0f} KB a stream"
    with_them = connections(dev)
    assert with_them <= connected + 4, f"{connected} connections before, {with_them} with {MANY} streams"
    for stream in streams:
        stream.socket.close()
