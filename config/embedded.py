"""A real PostgreSQL and a real Valkey for runs without DATABASE_URL and REDIS_URL.

One small process, the keeper, holds both engines of a home folder. Everyone who uses them (bin/dev, a management
command, a test run) holds a shared lock; when the last one is gone, however it went, the keeper stops the engines.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from config.engines import PostgreSQL, Valkey
from config.running.home import ROOT, Lock, Refusal, find_home, open_home, open_log

_PATIENCE_SECONDS = 60.0  # crash recovery of a large database takes a while
_TICK_SECONDS = 0.05
_CALM_SECONDS = 30.0
_NOTICE_SECONDS = 1.5


class Engines(NamedTuple):
    """Where the engines of a home answer."""

    database_url: str
    redis_url: str
    broker_url: str


_locks: list[Lock] = []


def provide(*, home: str = "var", durable: bool = True) -> None:
    """Set DATABASE_URL, REDIS_URL and BROKER_URL for this process, unless they are set; a refusal ends the process."""
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        return
    folder = find_home(home)
    os.environ["TALKOOT_HOME"] = str(folder)
    os.environ.setdefault("TALKOOT_LOCAL", "1")
    mailbox = folder / "run" / "mailbox.url"
    if mailbox.exists() and Lock(folder / "run" / "dev.lock").is_held():
        os.environ.setdefault("EMAIL_URL", mailbox.read_text())
    try:
        ensure_running(folder, durable=durable)
    except Refusal as refusal:
        sys.exit(f"talkoot: {refusal}")
    name_in_environment(folder)


def name_in_environment(home: Path) -> None:
    """Set DATABASE_URL, REDIS_URL and BROKER_URL to the engines of this home, unless they name others."""
    engines = addresses(home)
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = engines.database_url
    if not os.environ.get("REDIS_URL"):
        os.environ["REDIS_URL"] = engines.redis_url
        os.environ.setdefault("BROKER_URL", engines.broker_url)


def addresses(home: Path) -> Engines:
    """Where the engines of a home answer when they run."""
    valkey = Valkey(home, durable=True)
    return Engines(PostgreSQL(home, durable=True).url, valkey.url, valkey.broker_url)


def ensure_running(home: Path, *, durable: bool = True) -> Engines:
    """Start the engines of this home unless they run, and hold them until this process ends.

    With `durable=False` data may be lost with the machine's power: for tests.
    """
    open_home(home)
    use = Lock(home / "run" / "engines.lock")
    if not use.take(shared=True, patience=_PATIENCE_SECONDS):
        raise Refusal(f"The engines in {home} are stopping and do not come to an end; see {home}/logs/engines.log.")
    _locks.append(use)
    _wait_for_keeper(home, durable=durable)
    return addresses(home)


def release(home: Path) -> bool:
    """Let go of the engines and wait until they have stopped; False if others still use them."""
    for lock in [held for held in _locks if held.path.parent.parent == home]:
        lock.release()
        _locks.remove(lock)
    keeper, use = Lock(home / "run" / "keeper.lock"), Lock(home / "run" / "engines.lock")
    began = time.monotonic()
    try:
        while not keeper.take():
            # A keeper without users holds this lock for itself within a moment.
            if time.monotonic() - began > _NOTICE_SECONDS and use.take(shared=True):
                return False
            time.sleep(_TICK_SECONDS)
        return True
    finally:
        keeper.release()
        use.release()


def are_running(home: Path) -> bool:
    """Whether a keeper looks after the engines of this home and both have answered it."""
    return (home / "run" / "engines.ready").exists() and Lock(home / "run" / "keeper.lock").is_held()


def _wait_for_keeper(home: Path, *, durable: bool) -> None:
    """Start a keeper if there is none, and wait until it says that both engines answer."""
    keeper: subprocess.Popen[bytes] | None = None
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not are_running(home):
        if keeper and keeper.poll():
            failed = home / "run" / "engines.failed"
            raise Refusal(
                failed.read_text() if failed.exists() else f"The engines failed; see {home}/logs/engines.log."
            )
        if time.monotonic() > deadline:
            raise Refusal(f"PostgreSQL or Valkey does not answer; see {home}/logs/postgres.log and valkey.log.")
        if keeper is None or keeper.poll() is not None:
            with open_log(home, "engines") as log:
                keeper = subprocess.Popen(
                    [sys.executable, "-m", "config.embedded", str(home), "safe" if durable else "quick"],
                    cwd=ROOT,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
        time.sleep(_TICK_SECONDS)


class Keeper:
    """Starts both engines, starts again what dies, and stops them when nobody uses them any more."""

    def __init__(self, home: Path, *, durable: bool) -> None:
        self.home = home
        self.engines: list[PostgreSQL | Valkey] = [PostgreSQL(home, durable=durable), Valkey(home, durable=durable)]
        self.processes: list[subprocess.Popen[bytes] | None] = [None, None]
        self.failures = [0, 0]
        self.again_at = [0.0, 0.0]
        self.started_at = [0.0, 0.0]
        self.stopping = False

    def keep(self) -> None:
        """Until the last user is gone or somebody asks this process to end."""
        use = Lock(self.home / "run" / "engines.lock")
        ready = self.home / "run" / "engines.ready"
        deadline = time.monotonic() + _PATIENCE_SECONDS
        try:
            while not self.stopping and not use.take():
                self._start_what_is_down()
                if not ready.exists() and self._all_ready():
                    for engine in self.engines:
                        engine.finish()
                    ready.touch()
                elif not ready.exists() and time.monotonic() > deadline:
                    raise Refusal(
                        f"PostgreSQL or Valkey does not start; see {self.home}/logs/postgres.log and valkey.log."
                    )
                time.sleep(_TICK_SECONDS)
        finally:
            ready.unlink(missing_ok=True)
            self._stop()

    def _start_what_is_down(self) -> None:
        now = time.monotonic()
        for i, (engine, process) in enumerate(zip(self.engines, self.processes, strict=True)):
            if process is not None and process.poll() is not None:
                # A postmaster killed alone leaves memory behind that its last children still hold: again, a bit later.
                self.failures[i] = 1 if now - self.started_at[i] > _CALM_SECONDS else self.failures[i] + 1
                self.again_at[i] = now + min(0.1 * 2 ** self.failures[i], 10.0)
                self.processes[i] = None
                self._say(f"{type(engine).__name__} stopped ({process.returncode}); starting it again.")
            elif process is None and now >= self.again_at[i]:
                self.processes[i] = engine.start()
                self.started_at[i] = now

    def _all_ready(self) -> bool:
        pairs = zip(self.engines, self.processes, strict=True)
        return all(process is not None and engine.is_ready(process) for engine, process in pairs)

    def _stop(self) -> None:
        running = [(e, p) for e, p in zip(self.engines, self.processes, strict=True) if p and p.poll() is None]
        for engine, process in running:
            process.send_signal(engine.stop_signal)
        for _engine, process in running:
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                process.wait()

    @staticmethod
    def _say(sentence: str) -> None:
        sys.stdout.write(f"{time.strftime('%H:%M:%S')} {sentence}\n")
        sys.stdout.flush()


def main(home: Path, *, durable: bool) -> int:
    """The keeper's process; 0 also when another keeper is already there."""
    alone = Lock(home / "run" / "keeper.lock")
    if not alone.take():
        return 0
    for leftover in ("engines.ready", "engines.failed"):
        (home / "run" / leftover).unlink(missing_ok=True)
    alone.sign()
    try:
        keeper = Keeper(home, durable=durable)

        def stop(*_: object) -> None:
            keeper.stopping = True

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        keeper.keep()
    except Refusal as refusal:
        (home / "run" / "engines.failed").write_text(str(refusal))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), durable=sys.argv[2] == "safe"))
