"""bin/dev: everything on this machine, from nothing to an address, and all of it gone again on Ctrl-C."""

import argparse
import contextlib
import errno
import gc
import json
import os
import signal
import socket
import sys
import time
import traceback
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from config import embedded
from config.running import preparing
from config.running.children import Child
from config.running.home import Lock, Refusal, explain, find_home, open_home, open_log
from config.running.steps import heading, say, shout, step

_PATIENCE_SECONDS = 60.0
_GRACE_SECONDS = 3.5
_WEB_PROCESSES = 2
DEMO_PEOPLE = ["olli", "mia", "mo", "ben", "nia", "eve"]
DEMO_PASSWORD = "talkoot-demo"


def main() -> int:
    """Run until somebody ends it; the exit code says whether it could start."""
    options = argparse.ArgumentParser(prog="bin/dev", description="Run Talkoot on this machine.")
    options.add_argument("--empty", action="store_true", help="start without the demo community, with the first steps")
    asked = options.parse_args()
    for sig in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # a shell's background job starts with SIGINT ignored
        signal.signal(sig, _interrupt)
    home = find_home()
    run = Run(home, empty=asked.empty)
    try:
        run.start()
        run.watch()
    except KeyboardInterrupt:
        pass
    except Refusal as refusal:
        shout(f"Talkoot did not start. {refusal}")
        return 1
    except OSError as error:
        shout(f"Talkoot did not start. {explain(error, home)}")
        return 1
    except Exception as error:
        _keep_trace(home)
        reason = f"{type(error).__name__}: {error}".strip().splitlines()[0]
        shout(f"Talkoot did not start. {reason}. More stands at the end of {home}/logs/setup.log.")
        return 1
    finally:
        for sig in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sig, signal.SIG_IGN)
        run.stop()
    return 0


def _keep_trace(home: Path) -> None:
    with contextlib.suppress(OSError), open_log(home, "setup") as log:
        log.write(traceback.format_exc().encode())


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


class Run:
    """One local run: its home, its sockets, its processes."""

    def __init__(self, home: Path, *, empty: bool) -> None:
        self.home, self.empty = home, empty
        self.host = os.environ.get("HOST", "127.0.0.1")
        self.children: list[Child] = []
        self.embedded = False
        self.began = time.monotonic()

    def start(self) -> None:
        """From nothing to a page that answers."""
        self.port = _port()
        open_home(self.home)
        self.lock = Lock(self.home / "run" / "dev.lock")
        if not self.lock.take():
            raise Refusal(f"Another bin/dev already runs in {self.home} (process {self.lock.signature()}).")
        self.lock.sign()
        self.listener = _listen(self.host, self.port)
        self.mail_listener = _listen("127.0.0.1", 0)
        heading(f"Talkoot in {self.home}")
        self._set_environment()
        with ThreadPoolExecutor(1) as beside:
            engines = beside.submit(self._start_engines)  # while the code is loaded
            with step("Code"):
                self._load()
            with step("PostgreSQL and Valkey"):
                engines.result()
        self._prepare()
        self._start_children()
        self._announce()

    def _set_environment(self) -> None:
        os.environ["TALKOOT_HOME"] = str(self.home)
        os.environ["PORT"] = str(self.port)
        os.environ.setdefault("TALKOOT_LOCAL", "1")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        mail_port = self.mail_listener.getsockname()[1]
        os.environ.setdefault("EMAIL_URL", f"smtp://127.0.0.1:{mail_port}")
        (self.home / "run" / "mailbox.url").write_text(os.environ["EMAIL_URL"])  # for commands in the same home

    def _start_engines(self) -> None:
        if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
            return
        self.embedded = True
        embedded.ensure_running(self.home)

    def _load(self) -> None:
        """Everything is loaded once, here, for the processes forked from this one."""
        embedded.name_in_environment(self.home)
        import django

        django.setup()
        from django.urls import get_resolver

        import config.celery  # noqa: F401

        _ = get_resolver().url_patterns  # all views with it: what loads the demo community asks for addresses, too

    def _prepare(self) -> None:
        """Tables and static files at the same time, then the demo community."""
        from django.db import OperationalError, connections

        beside = self._static()
        try:
            with step("Tables"):
                preparing.migrate(self.home)
        except OperationalError as error:
            raise Refusal(f"The database does not answer: {str(error).strip().splitlines()[0]}") from None
        if beside:
            with step("Static files"):
                beside.wait()
            self._remember_static()
        self.is_new = preparing.is_new()
        if self.is_new and not self.empty:
            with step("Demo community"):
                connections.close_all()
                preparing.Beside(self.home, "Loading the demo community", preparing.load_demo).wait()
        connections.close_all()

    def _static(self) -> preparing.Beside | None:
        """Collecting static files beside other work, if any has changed."""
        self.static_stamp = preparing.static_stamp()
        stamp = self.home / "run" / "static.stamp"
        if stamp.exists() and stamp.read_text() == self.static_stamp:
            return None
        stamp.unlink(missing_ok=True)
        return preparing.Beside(self.home, "Collecting static files", preparing.collect_static)

    def _remember_static(self) -> None:
        (self.home / "run" / "static.stamp").write_text(self.static_stamp)

    def _start_children(self) -> None:
        from config.queues import LANES
        from config.running import parts

        with step("Web, worker, scheduler, mailbox"):
            import config.asgi  # noqa: F401 - loaded here, used by the web processes

            gc.freeze()
            run = self.home / "run"
            works = [(f"web-{i + 1}", parts.web(self.listener)) for i in range(_WEB_PROCESSES)]
            works += [(f"worker-{name}", parts.worker(name)) for name in LANES]
            works += [("scheduler", parts.beat(run / "schedule"))]
            works += [("mailbox", parts.mailbox(self.mail_listener, self.home / "mailbox"))]
            self.children = [Child(self.home, name, work) for name, work in works]
            for child in self.children:
                child.start()
            self._wait_until_ready()

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not all(child.is_ready for child in self.children):
            self._look()
            failed = next((child for child in self.children if child.failures > 2), None)
            if failed or time.monotonic() > deadline:
                late = failed or next(child for child in self.children if not child.is_ready)
                raise Refusal(f"{late.name} does not start; the reason stands at the end of {late.log}.")
            time.sleep(0.02)
        while True:
            answer = _readiness(self.host, self.port)
            if answer.get("ready") and not answer.get("degraded"):
                return
            if time.monotonic() > deadline:
                if answer.get("ready"):
                    shout(f"Pages work, but not everything answers yet: {answer['checks']}")
                    return
                raise Refusal(f"The pages do not answer ({answer}); see {self.home}/logs/web-1.log.")
            self._look()
            time.sleep(0.05)

    def _announce(self) -> None:
        with_demo = preparing.demo_is_loaded()
        address = f"http://localhost:{self.port}/"
        say(f"  {'Everything answers':<44} {time.monotonic() - self.began:5.1f} s in all\n")
        heading(f"Open {address}")
        if with_demo:
            say(f"Sign in as {', '.join(DEMO_PEOPLE)} @example.org with the password {DEMO_PASSWORD}")
        say(f"Mail it sends: {address}dev/mailbox/   Logs: {self.home}/logs/   Ctrl-C stops all of it.")

    def watch(self) -> None:
        """Start again what dies, until somebody ends the run."""
        next_look_at_engines = 0.0
        while True:
            self._look()
            if self.embedded and time.monotonic() > next_look_at_engines:
                next_look_at_engines = time.monotonic() + 2.0
                self._look_at_engines()
            time.sleep(0.2)

    def _look(self) -> None:
        for child in self.children:
            if sentence := child.look():
                shout(sentence)

    def _look_at_engines(self) -> None:
        if not embedded.are_running(self.home):
            shout(f"PostgreSQL and Valkey have lost their keeper; starting again. See {self.home}/logs/engines.log")
            try:
                embedded.ensure_running(self.home)
            except Refusal as refusal:
                shout(str(refusal))

    def stop(self) -> None:
        """End every process, engines last; nothing is left over."""
        if self.children:
            say("\nStopping.")
        deadline = time.monotonic() + _GRACE_SECONDS
        for child in self.children:
            child.send(signal.SIGTERM)
        for child in self.children:
            child.wait(deadline)
        if self.embedded and not embedded.release(self.home):
            say("PostgreSQL and Valkey stay up: another command uses them.")


def _port() -> int:
    given = os.environ.get("PORT", "8000")
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise Refusal(f"PORT is {given!r}; it must be a number from 1 to 65535.")
    return int(given)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=2048)
    except socket.gaierror:
        raise Refusal(f"HOST is {host!r}; it must be an address of this machine.") from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Refusal(f"Port {port} is taken by another program; choose one: PORT={port + 1} bin/dev") from None
        if error.errno == errno.EACCES:
            raise Refusal(f"Port {port} is reserved for root; choose one above 1023: PORT=8000 bin/dev") from None
        raise Refusal(f"Nobody can listen on {host}:{port} ({error.strerror}).") from None


def _readiness(host: str, port: int) -> dict[str, object]:
    reachable = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    try:
        with urllib.request.urlopen(f"http://{reachable}:{port}/readyz", timeout=10) as answer:
            return dict(json.load(answer))
    except (OSError, ValueError):
        return {}


if __name__ == "__main__":
    sys.exit(main())
