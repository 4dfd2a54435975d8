"""How long the digest of a whole community takes: two workers, a mail server that takes all, faults on demand."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import connection
from django.db.models import Q
from django.db.models.functions import Mod
from django.utils import timezone

from members.digest.choosing import stop
from members.digest.delivering import IN_DOUBT, deliver
from members.digest.enrolling import enrol
from members.digest.gathering import gather
from members.digest.models import Digest, DigestChoice, DigestPlan

WORKERS = 2
KILL_EVERY, AWAY_AFTER, AWAY_SECONDS, STOPS = 60, 90, 300, 500
_MESSAGE_ID = re.compile(rb"^Message-ID: *(?:\r\n *)?(<[^>]+>)", re.MULTILINE | re.IGNORECASE)
_IN_DOUBT = Q(dropped_why="failed", last_error=IN_DOUBT)
_ANSWERS = {b"QUIT": b"221 bye\r\n", b"EHLO": b"250-bench\r\n250 PIPELINING\r\n"}
_WORK = "import django; django.setup(); from config.bench.weekly import work; work()"


class Sink:
    """A mail server that takes everything and remembers the name of each letter and when it came."""

    def __init__(self) -> None:
        self.names: Counter[bytes] = Counter()
        self.bytes = 0
        self.loop = asyncio.new_event_loop()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()

    def start(self) -> None:
        """Take letters."""
        asyncio.run_coroutine_threadsafe(self._begin(), self.loop).result()

    def stop(self) -> None:
        """Be gone, in the middle of whatever is said."""
        asyncio.run_coroutine_threadsafe(self._end(), self.loop).result()

    async def _begin(self) -> None:
        self._server = await asyncio.start_server(self._talk, "127.0.0.1", self.port)

    async def _end(self) -> None:
        if self._server is not None:
            self._server.close()
        for writer in list(self._open):
            writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            writer.write(b"220 bench\r\n")
            while line := await reader.readline():
                if line[:4].upper() == b"DATA":
                    writer.write(b"354 go on\r\n")
                    letter = await reader.readuntil(b"\r\n.\r\n")
                    found = _MESSAGE_ID.search(letter)
                    self.names[found[1] if found else b"?"] += 1
                    self.bytes += len(letter)
                writer.write(_ANSWERS.get(line[:4].upper(), b"250 ok\r\n"))
        self._open.discard(writer)
        writer.close()


@dataclass(frozen=True)
class Took:
    """What came of it."""

    members: int
    enrolled: int
    sent: int
    rests: int
    empty: int
    stopped: int
    in_doubt: int
    """Rows that a killed worker had in hand: they may have left, and are not sent again."""
    other: int
    seconds: float
    enrol_seconds: float
    twice: int
    """Letters the mail server got more than once."""
    lost: int
    """Rows that say they were sent, of which the mail server knows nothing."""
    after_stop: int
    """Letters that left after their member had stopped them."""
    kills: int
    kilobytes: float
    worker_processor_seconds: float
    database_processor_seconds: float
    mailer_processor_seconds: float
    """Of the server that takes the letters."""


def send_all(say: Callable[[str], object], *, most: int, faults: bool) -> Took:
    """Send everybody (at most so many) the digest of now, in a bench database; with faults: see `_watch`."""
    _prepare()
    Digest.objects.all().delete()
    sink = Sink()
    sink.start()
    began, before, own, mailer = time.monotonic(), _database_processor(), _children_processor(), time.process_time()
    enrolled = enrol()
    enrol_seconds = time.monotonic() - began
    if enrolled > most:
        enrolled -= _leave_out(most)
    say(f"{enrolled} rows in {enrol_seconds:.1f} s; {WORKERS} workers begin")
    workers = [_worker(sink) for _ in range(WORKERS)]
    kills, stopped = _watch(began, workers, sink, say, faults=faults)
    seconds, database = time.monotonic() - began, _database_processor() - before
    mailer = time.process_time() - mailer
    for worker in workers:
        worker.kill()
        worker.wait()
    sink.stop()
    return replace(
        _told(sink, enrolled, enrol_seconds, seconds, kills, stopped),
        worker_processor_seconds=_children_processor() - own, database_processor_seconds=database,
        mailer_processor_seconds=mailer,
    )  # fmt: skip


def _children_processor() -> float:
    """Seconds that processes computed which this one started and which have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _database_processor() -> float:
    """Seconds that the processes of the database have computed, also those that ended; 0 where nobody knows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE pid IS NOT NULL")
        stats = [stat for (pid,) in cursor.fetchall() if (stat := _stat(pid))]
    keeper = _stat(int(stats[0][1])) if stats else []
    ticks = sum(int(number) for stat in stats for number in stat[11:13]) + sum(map(int, keeper[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _stat(pid: int) -> list[str]:
    """What the machine says of a process after its name (man 5 proc); empty where it says nothing."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _leave_out(most: int) -> int:
    """Send to some only, spread evenly over all."""
    every = max(1, Digest.objects.count() // most)
    kept = Digest.objects.annotate(turn=Mod("member_id", every)).filter(turn=0).order_by("pk")[:most]
    gone, _each = Digest.objects.exclude(pk__in=kept.values("pk")).delete()
    return gone


def work() -> None:
    """What a Celery worker does in its turns, until nothing is left."""
    while Digest.objects.open().exists():
        if not gather(10) + deliver(15):
            time.sleep(0.5)
    signal.pause()  # what the database did for it is read before it ends


def _prepare() -> None:
    """Everybody has a proven address and no quiet hours, and it is the hour of the digest."""
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO account_emailaddress (user_id, email, verified, "primary") SELECT id, email, true, true '
            "FROM members_member AS m WHERE NOT EXISTS (SELECT FROM account_emailaddress WHERE user_id = m.id)"
        )
        cursor.execute("ANALYZE account_emailaddress")
        # At night most letters would wait for the morning.
        cursor.execute(
            "INSERT INTO members_quiethours (member_id, begins, ends) SELECT id, NULL, NULL FROM members_member "
            "ON CONFLICT (member_id) DO UPDATE SET begins = NULL, ends = NULL"
        )
    now = timezone.now()
    DigestPlan.objects.update_or_create(pk=1, defaults={"weekday": now.isoweekday(), "hour": now.hour})
    DigestChoice.objects.all().delete()


def _worker(sink: Sink) -> subprocess.Popen[bytes]:
    more = {"EMAIL_URL": f"smtp://127.0.0.1:{sink.port}", "DJANGO_SETTINGS_MODULE": "config.settings"}
    return subprocess.Popen([sys.executable, "-W", "ignore", "-c", _WORK], cwd=settings.ROOT, env=os.environ | more)


def _watch(
    began: float, workers: list[subprocess.Popen[bytes]], sink: Sink, say: Callable[[str], object], *, faults: bool
) -> tuple[int, dict[int, int]]:
    """Until nothing is open: kill, take the server away, stop some. Returns kills, and whom was stopped when."""
    kills, away, told, stopped = 0, False, 0.0, dict[int, int]()
    while Digest.objects.open().exists():
        time.sleep(0.5)
        passed = time.monotonic() - began
        if passed - told > 30:
            told = passed
            say(f"{passed:.0f} s: {sum(sink.names.values())} letters")
        if not faults:
            continue
        if passed > (kills + 1) * KILL_EVERY:
            kills += 1
            victim = workers.pop(0)
            victim.kill()
            victim.wait()
            workers.append(_worker(sink))
        if not stopped and passed > AWAY_AFTER - 20:
            stopped = _stop_some(sink)
        if passed > AWAY_AFTER and (passed < AWAY_AFTER + AWAY_SECONDS) != away:
            away = not away
            (sink.stop if away else sink.start)()
            say(f"{passed:.0f} s: the mail server is {'away' if away else 'back'}")
    return kills, stopped


def _stop_some(sink: Sink) -> dict[int, int]:
    """Some who wait stop it now; whom the server had heard of by then, is no fault."""
    waiting = Digest.objects.open().select_related("member").order_by("-pk")[:STOPS]
    stopped = {}
    for row in waiting:
        stop(row.member)
        stopped[row.member_id] = sink.names[_name(row)]
    return stopped


def _name(row: Digest) -> bytes:
    return f"<{row.key}@{settings.PUBLIC_HOST.rsplit(':', 1)[0]}>".encode()


def _told(sink: Sink, enrolled: int, enrol_seconds: float, seconds: float, kills: int, stopped: dict[int, int]) -> Took:
    rows = Digest.objects.all()
    sent = list(rows.filter(sent_at__isnull=False).only("key", "member_id", "is_pause"))
    letters = sum(sink.names.values())
    after = sum(sink.names[_name(row)] > stopped[row.member_id] for row in rows.filter(member__in=list(stopped)))
    return Took(
        members=EmailAddress.objects.count(), enrolled=enrolled, sent=len(sent),
        rests=sum(row.is_pause for row in sent), empty=rows.filter(dropped_why="empty").count(),
        stopped=rows.filter(dropped_why="stopped").count(),
        in_doubt=rows.filter(_IN_DOUBT).count(),
        other=rows.filter(~Q(dropped_why__in=["", "empty", "stopped"]) & ~_IN_DOUBT).count(), seconds=seconds,
        enrol_seconds=enrol_seconds, twice=sum(times - 1 for times in sink.names.values()),
        lost=sum(_name(row) not in sink.names for row in sent), after_stop=after, kills=kills,
        kilobytes=sink.bytes / max(1, letters) / 1024,
        worker_processor_seconds=0, database_processor_seconds=0, mailer_processor_seconds=0,
    )  # fmt: skip
