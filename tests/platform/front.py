"""The servers as they run behind a proxy, on the database of a test: gunicorn, uvicorn, and the real Caddy."""

import http.client
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from config.running.home import ROOT
from tests.killing import _here
from tests.platform.conftest import clean_environment, free_port, wait_until

PROXY = "127.0.0.1"
"""Who is believed; whoever comes from 127.0.0.2 is not."""


class Server:
    """One process that listens on a port of its own."""

    def __init__(self, folder: Path, module: str, **environment: str) -> None:
        self.port = free_port()
        own = {
            "DATABASE_URL": _here(), "REDIS_URL": settings.REDIS_URL, "SECRET_KEY": settings.SECRET_KEY,
            "PUBLIC_URL": "https://localhost", "FORWARDED_ALLOW_IPS": PROXY, "PORT": str(self.port),
            "WEB_WORKERS": "1", "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONWARNINGS": "ignore",
        }  # fmt: skip
        self.said = folder / f"{module}.log"
        with self.said.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", module], cwd=ROOT, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                env=clean_environment(folder / "home", **(own | environment)), start_new_session=True,
            )  # fmt: skip
        wait_until(self.answers, 60)

    def answers(self) -> bool:
        assert self.process.poll() is None, self.said.read_text()
        try:
            return bool(self.ask("/healthz")[0] == 200)
        except OSError:
            return False

    def ask(self, path: str, *, source: str = PROXY, method: str = "GET", body: Any = None, **headers: str) -> Any:
        """Status, headers and body, asked from an address of this machine."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30, source_address=(source, 0))
        sent = {"Host": "localhost"} | {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body=body, headers=sent)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def end(self) -> float:
        """Ask it to end; how many seconds that took."""
        began = time.monotonic()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=60)
        return time.monotonic() - began


@contextmanager
def caddy(folder: Path, pages: int, live: int) -> Iterator[int]:
    """The real proxy with the Caddyfile owners get, in front of these ports; gives its own."""
    port = free_port()
    found = subprocess.run(["caddy", "version"], capture_output=True, text=True, check=True).stdout
    major, minor = map(int, re.findall(r"\d+", found)[:2])
    told = (ROOT / "deploy" / "Caddyfile").read_text().replace("{\n", "{\n\tadmin off\n", 1)
    if (major, minor) < (2, 7):  # Debian's; the name changed since
        told = re.sub(r"request_buffers \S+", "buffer_requests", told)
    (folder / "Caddyfile").write_text(told)
    environment = clean_environment(
        folder, PUBLIC_URL=f"https://localhost:{port}", HTTPS_PORT=str(port), HTTP_PORT=str(free_port()),
        WEB_HOST="localhost", WEB_PORT=str(pages), LIVE_HOST="localhost", LIVE_PORT=str(live),
        XDG_DATA_HOME=str(folder / "caddy"), XDG_CONFIG_HOME=str(folder / "caddy"), HOME=str(folder),
    )  # fmt: skip
    command = ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    with (folder / "caddy.log").open("ab") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
    root = folder / "caddy" / "caddy" / "pki" / "authorities" / "local" / "root.crt"
    try:
        wait_until(lambda: root.exists() and _greets(port, root), 30)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


def has_caddy() -> bool:
    """Whether this machine has one."""
    return shutil.which("caddy", path=f"{os.environ['PATH']}:/usr/bin:/usr/local/bin") is not None


def secured(folder: Path, port: int, *, protocols: tuple[str, ...] = ("http/1.1",)) -> ssl.SSLSocket:
    """A connection with TLS that trusts the proxy's own authority."""
    return _open(port, folder / "caddy" / "caddy" / "pki" / "authorities" / "local" / "root.crt", protocols)


def _open(port: int, root: Path, protocols: tuple[str, ...]) -> ssl.SSLSocket:
    context = ssl.create_default_context(cafile=str(root))
    context.set_alpn_protocols(list(protocols))
    plain = socket.create_connection(("127.0.0.1", port), timeout=60)
    return context.wrap_socket(plain, server_hostname="localhost")


def _greets(port: int, root: Path) -> bool:
    try:
        _open(port, root, ("http/1.1",)).close()
    except OSError:
        return False
    return True


def ask_through(folder: Path, port: int, path: str, *, method: str = "GET", body: Any = None, **headers: str) -> Any:
    """Status, headers and body, asked through the proxy."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.sock = secured(folder, port)
    sent = {"Host": f"localhost:{port}"} | {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request(method, path, body=body, headers=sent)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()
