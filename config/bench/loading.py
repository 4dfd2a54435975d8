"""Pages per second: wrk asks the product's own server, alone and sixteen at a time."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

from django.conf import settings
from django.core.management.base import CommandError
from django.test import Client

from config.bench.building import addresses
from members.profiles.models import Member

ALONE, CROWD = 1, 16
READERS = 60
"""So many people ask in turn, each with a session or an address of their own: searching is limited per person."""
NO_WRK = "wrk is not installed, so pages per second were not measured (Debian: apt install wrk)."
_PATIENCE_SECONDS = 60
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}
_SCRIPT = """\
local values, at = {%s}, 0
request = function()
  at = at %% #values + 1
  wrk.headers["%s"] = values[at]
  return wrk.format()
end
"""


@dataclass
class Load:
    """What wrk saw of one page, for one and for sixteen at a time."""

    page: str
    reader: str
    median_ms: float
    p99_ms: float
    alone: float
    crowd: float
    plain_median_ms: float
    plain_crowd: float


@dataclass
class _Seen:
    per_second: float
    median_ms: float
    p99_ms: float


def has_wrk() -> bool:
    """Whether pages per second can be measured here."""
    return shutil.which("wrk") is not None


def load(seconds: int) -> Iterator[Load]:
    """Every page for a visitor and a member, each next to a page of the same size that does nothing."""
    with _server() as base:
        for reader in ("visitor", "member"):
            header, values = _people(reader)
            for page, address in addresses().items():
                size = _size(base + address, {header: values[0]})
                plain = f"{base}/bench/plain/{size}/"
                alone = _wrk(base + address, header, values, ALONE, seconds)
                floor = _wrk(plain, header, values, ALONE, seconds)
                crowd = _wrk(base + address, header, values, CROWD, seconds)
                ceiling = _wrk(plain, header, values, CROWD, seconds)
                yield Load(
                    page, reader, alone.median_ms, alone.p99_ms, alone.per_second, crowd.per_second,
                    floor.median_ms, ceiling.per_second,
                )  # fmt: skip


@contextmanager
def _server() -> Iterator[str]:
    """The product's server on a free port, with its two processes; ended by its own number."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"PORT": str(port), "LOG_LEVEL": "ERROR"}
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "config.bench.serving"], cwd=settings.ROOT, env=environment, stdout=said, stderr=said
        )
        try:
            _wait(f"http://127.0.0.1:{port}/healthz", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(_PATIENCE_SECONDS)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own server
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise CommandError("The server that is to be measured did not start.")


def _people(reader: str) -> tuple[str, list[str]]:
    """The header that tells readers apart, and its value for each."""
    if reader == "visitor":
        return "X-Forwarded-For", [f"10.9.{number}.1" for number in range(1, READERS + 1)]
    values = []
    for member in Member.objects.get_queryset().order_by("pk")[:READERS]:
        client = Client()
        client.force_login(member)
        values.append(f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}")
    return "Cookie", values


def _size(address: str, headers: dict[str, str]) -> int:
    """Bytes of the packed page; asking for it also makes the one that is kept."""
    asked = urllib.request.Request(address, headers=headers | {"Accept-Encoding": "gzip"})  # noqa: S310
    with urllib.request.urlopen(asked, timeout=_PATIENCE_SECONDS) as answer:  # noqa: S310
        body: bytes = answer.read()
    return len(body if body[:2] == b"\x1f\x8b" else gzip.compress(body, 6))


def _wrk(address: str, header: str, values: list[str], at_once: int, seconds: int) -> _Seen:
    """One run. Raises CommandError where pages were refused, for such a figure says nothing."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "readers.lua"
        script.write_text(_SCRIPT % (", ".join(f'"{value}"' for value in values), header), encoding="utf-8")
        threads = min(2, at_once)
        asked = ["wrk", f"-t{threads}", f"-c{at_once}", f"-d{seconds}s", "--latency", "-H", "Accept-Encoding: gzip"]
        ran = subprocess.run([*asked, "-s", str(script), address], capture_output=True, text=True, check=False)
    return read_wrk(ran.stdout, address)


def read_wrk(said: str, address: str) -> _Seen:
    """The three figures in what wrk printed. Raises CommandError where answers were refused or missing."""
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    found = [re.search(rf"^\s+{share}%\s+([\d.]+)(us|ms|s|m)\s*$", said, re.MULTILINE) for share in (50, 99)]
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if refused or rate is None or None in found:
        why = f"{refused[1]} answers were refused" if refused else "wrk said nothing"
        raise CommandError(f"{address} could not be measured: {why}.")
    median, p99 = (float(match[1]) * _UNITS[match[2]] for match in found if match)
    return _Seen(float(rate[1]), median, p99)
