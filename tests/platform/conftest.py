"""Running bin/dev and the engines for real, each in a home of its own."""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.test import Client

from config.lib import live
from config.running.home import ROOT
from members.profiles.models import Member

OURS = ("DATABASE_URL", "REDIS_URL", "BROKER_URL", "EMAIL_URL", "TALKOOT_HOME", "TALKOOT_LOCAL", "PORT", "SECRET_KEY")
PATIENCE_SECONDS = 120


def clean_environment(home: Path, **more: str) -> dict[str, str]:
    """This process's environment without what the tests themselves run on."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS and not name.startswith("PYTEST")}
    return kept | {"TALKOOT_HOME": str(home)} | more


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def wait_until(question: object, seconds: float = 20.0) -> None:
    """Until the question is answered with yes."""
    deadline = time.monotonic() + seconds
    assert callable(question)
    while not question():
        assert time.monotonic() < deadline, "This did not happen in time."
        time.sleep(0.05)


def processes_of(home: Path) -> list[str]:
    """The command lines of what runs for this home."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                environment = (entry / "environ").read_bytes()
            except OSError:
                continue
            if str(home) in command or f"TALKOOT_HOME={home}\0".encode() in environment:
                found.append(command)
    return found


class Dev:
    """One bin/dev."""

    def __init__(self, home: Path, port: int, *arguments: str, **environment: str) -> None:
        self.home, self.port = home, port
        self.out = home.parent / f"{home.name}.out"
        with self.out.open("ab") as out:
            self.process = subprocess.Popen(
                [str(ROOT / "bin" / "dev"), *arguments],
                env=clean_environment(home, PORT=str(port), METRICS_TOKEN="for-the-watch", **environment),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    @property
    def said(self) -> str:
        return self.out.read_text()

    def wait_until_it_answers(self) -> "Dev":
        deadline = time.monotonic() + PATIENCE_SECONDS
        before = self.said.count("Open http")
        while self.said.count("Open http") <= before and "Open http" not in self.said:
            assert self.process.poll() is None, self.said
            assert time.monotonic() < deadline, self.said
            time.sleep(0.05)
        return self

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def ready(self) -> dict[str, object]:
        try:
            return dict(json.loads(self.get("/readyz")[1]))
        except (OSError, ValueError):
            return {}

    def child(self, name: str) -> int:
        """The number of a process by its name; 0 if there is none."""
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal():
                try:
                    parent = (entry / "stat").read_text().rsplit(")", 1)[1].split()[1]
                    called = (entry / "comm").read_text().strip()
                except OSError:
                    continue
                if int(parent) == self.process.pid and called == f"talkoot-{name}"[:15]:
                    return int(entry.name)
        return 0

    def manage(self, *arguments: str) -> str:
        done = subprocess.run(
            [str(ROOT / ".venv" / "bin" / "python"), "manage.py", *arguments],
            cwd=ROOT,
            env=clean_environment(self.home),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def shell(self, code: str) -> str:
        """What a line of code prints in this home."""
        return self.manage("shell", "--no-imports", "-c", code)

    def end(self, sig: signal.Signals = signal.SIGINT) -> float:
        """Ask it to end; how many seconds that took."""
        began = time.monotonic()
        self.process.send_signal(sig)
        self.process.wait(timeout=30)
        return time.monotonic() - began


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder that everybody may enter, so that root's PostgreSQL can run as nobody."""
    folder = Path(tempfile.mkdtemp(prefix="talkoot-test-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def dev(place: Path) -> Iterator[Dev]:
    """A bin/dev without demo data that answers."""
    running = Dev(
        place / "home", free_port(), "--empty", LIVE_STREAMS_PER_ADDRESS="10000", LIVE_STREAMS_PER_MEMBER="20"
    )
    try:
        yield running.wait_until_it_answers()
    finally:
        if running.process.poll() is None:
            running.end(signal.SIGTERM)


@pytest.fixture
def fresh_valkey() -> Iterator[None]:
    connection = redis.Redis.from_url(settings.REDIS_URL)
    connection.delete(live.STREAM, *connection.scan_iter("talkoot:live:*"))
    yield
    connection.close()


@pytest.fixture
def gate() -> Iterator[set[int | None]]:
    """A kind of channel that only these members may hear (None stands for visitors)."""
    welcome: set[int | None] = set()
    live.authorise("gate")(lambda viewer, _id: viewer.pk in welcome)
    yield welcome
    del live._authorisers["gate"]


@pytest.fixture
def cookie(ben: Member) -> str:
    """Ben's cookies after signing in."""
    client = Client()
    client.force_login(ben)
    return f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}"
