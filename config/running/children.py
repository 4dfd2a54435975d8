"""Processes forked from one that has everything loaded, and started again when they die."""

import contextlib
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from config.engines import die_with_parent, name_process
from config.running.home import open_log

Ready = Callable[[], None]
_CALM_SECONDS = 30.0
_LONGEST_WAIT_SECONDS = 30.0


class Child:
    """One process: what it runs, and how often it has failed. Without a home it writes where its parent does."""

    def __init__(self, home: Path | None, name: str, work: Callable[[Ready], None]) -> None:
        self.home, self.name, self.work = home, name, work
        self.pid: int | None = None
        self.is_ready = False
        self.failures = 0
        self.again_at = 0.0
        self._pipe: int | None = None
        self._began = 0.0

    @property
    def log(self) -> Path | None:
        """Where it writes."""
        return self.home / "logs" / f"{self.name}.log" if self.home else None

    def start(self) -> None:
        """Fork it. Forking takes milliseconds because this process has loaded all the code."""
        reading, writing = os.pipe()
        self.is_ready, self._began = False, time.monotonic()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(reading)
            self._live(writing)
        os.close(writing)
        self._pipe = reading

    def _live(self, writing: int) -> None:
        """In the child: until its work is done, and never back into the parent's code."""
        code = 1
        try:
            os.setsid()
            die_with_parent(signal.SIGTERM)
            name_process(f"talkoot-{self.name}")
            for sig in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(sig, signal.SIG_DFL)
            with Path(os.devnull).open("rb") as nothing:
                os.dup2(nothing.fileno(), 0)
            if self.home:
                with open_log(self.home, self.name) as log:
                    os.dup2(log.fileno(), 1)
                    os.dup2(log.fileno(), 2)
            self.work(lambda: _tell(writing))
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1 if end.code else 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def look(self) -> str | None:
        """Notice that it is ready or has died; in the second case, say so in one sentence."""
        if self._pipe is not None and select.select([self._pipe], [], [], 0)[0]:
            self.is_ready = bool(os.read(self._pipe, 1))
            os.close(self._pipe)
            self._pipe = None
        if self.pid is None:
            if time.monotonic() >= self.again_at:
                self.start()
            return None
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        if pid == 0:
            return None
        self.send(signal.SIGKILL)  # what it may have left behind in its session
        self._forget()
        calm = time.monotonic() - self._began > _CALM_SECONDS
        self.failures = 1 if calm else self.failures + 1
        wait = min(0.25 * 2**self.failures, _LONGEST_WAIT_SECONDS)
        self.again_at = time.monotonic() + wait
        return (
            f"{self.name} {_ending(status)}; it starts again in {wait:.1f} s.{f' See {self.log}' if self.log else ''}"
        )

    def send(self, sig: signal.Signals) -> None:
        """A signal for the process and all it has started."""
        if self.pid is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, sig)

    def wait(self, deadline: float) -> None:
        """Until it has ended; by force once `deadline` (monotonic seconds) has passed."""
        while self.pid is not None:
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                self.send(signal.SIGKILL)
                self._forget()
            elif time.monotonic() > deadline:
                self.send(signal.SIGKILL)
                os.waitpid(self.pid, 0)
                self._forget()
            else:
                time.sleep(0.02)

    def _forget(self) -> None:
        self.pid, self.is_ready = None, False
        if self._pipe is not None:
            os.close(self._pipe)
            self._pipe = None


def keep(children: list[Child], patience: float) -> None:
    """Run them until this process is told to end, then give them `patience` seconds to finish what they do."""
    told: list[bool] = []
    for sig in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(sig, lambda *_: told.append(True))
    while not told:
        for child in children:
            if sentence := child.look():
                sys.stderr.write(f"{sentence}\n")
        time.sleep(0.1)
    for child in children:
        child.send(signal.SIGTERM)
    deadline = time.monotonic() + patience
    for child in children:
        child.wait(deadline)


def _tell(pipe: int) -> None:
    with contextlib.suppress(OSError):
        os.write(pipe, b"1")
        os.close(pipe)


def _ending(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    if code < 0:
        return f"was ended by {signal.Signals(-code).name}"
    return f"stopped with code {code}" if code else "ended by itself"
