"""Processes that do a worker's work and are killed in the middle of it, whatever they are doing.

Import the fixture `workers` where it is needed; it ends all of them before the database is cleared.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection


class Workers:
    """So many processes that run one script over the database of this test, and its mail server if there is one."""

    def __init__(self, script: str, count: int) -> None:
        self.began, self.script = str(time.time()), script
        self.running = [self._start() for _ in range(count)]

    def _start(self) -> subprocess.Popen[bytes]:
        more = {"DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": str(settings.ROOT), "DATABASE_URL": _here()}
        if port := settings.MAILERS["default"].get("OPTIONS", {}).get("port"):
            more["EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
        command = [sys.executable, "-c", self.script, self.began]
        return subprocess.Popen(command, cwd=settings.ROOT, env=os.environ | more)

    def kill_one(self) -> None:
        """SIGKILL for the one that has run longest, and another one in its place."""
        self._end(self.running.pop(0))
        self.running.append(self._start())

    def end(self) -> None:
        """All of them."""
        while self.running:
            self._end(self.running.pop())

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        process.kill()
        process.wait()


def _here() -> str:
    place = connection.settings_dict
    user, password, host, port = (quote(str(place[key]), safe="/") for key in ("USER", "PASSWORD", "HOST", "PORT"))
    address = f"/{place['NAME']}?host={host}&port={port}" if host.startswith("/") else f"{host}:{port}/{place['NAME']}"
    return f"postgres://{user}:{password}@{address}"


@pytest.fixture
def workers() -> Iterator[list[Workers]]:
    """Those that a test starts."""
    made: list[Workers] = []
    yield made
    for one in made:
        one.end()
