"""The home folder of a local run (TALKOOT_HOME): everything it makes stands in here."""

import errno
import fcntl
import hashlib
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
LEAST_FREE_MB = 300
_SOCKET_PATH_LIMIT = 100  # bytes: the kernel takes 107, macOS 103
_LOG_LIMIT_BYTES = 5_000_000


class Refusal(Exception):
    """One sentence that says why something cannot start, and what to do."""


def find_home(default: str = "var") -> Path:
    """The folder named by TALKOOT_HOME, else `default` in the source tree."""
    return Path(os.environ.get("TALKOOT_HOME") or ROOT / default).expanduser().resolve()


def open_home(home: Path) -> None:
    """Make the folder and its parts; refuse in one sentence if it cannot be written or the disk is nearly full."""
    try:
        for part in (home, home / "logs", home / "run"):
            part.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home) as probe:
            probe.write(b"x" * 4096)
    except OSError as error:
        raise Refusal(explain(error, home)) from None
    free_mb = shutil.disk_usage(home).free // 1_000_000
    if free_mb < LEAST_FREE_MB:
        raise Refusal(f"The disk of {home} is nearly full: {free_mb} MB are free and {LEAST_FREE_MB} MB are needed.")


def explain(error: OSError, path: Path) -> str:
    """What went wrong with a file, as one sentence."""
    if error.errno == errno.ENOSPC:
        return f"The disk of {path} is full; make room and start again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{path} cannot be written by this account; set TALKOOT_HOME to a folder of your own."
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return f"{path} is not a folder; set TALKOOT_HOME to another place."
    return f"{path} cannot be used: {error.strerror or error}."


def socket_folder(home: Path) -> Path:
    """Where the engines' sockets stand: in the home, or in /tmp if that path is too long for a socket."""
    wanted = home / "run"
    if len(os.fsencode(wanted / "pg" / ".s.PGSQL.5432.lock")) < _SOCKET_PATH_LIMIT:
        return wanted
    folder = Path("/tmp") / f"talkoot-{hashlib.sha256(os.fsencode(home)).hexdigest()[:16]}"
    folder.mkdir(mode=0o711, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise Refusal(f"{folder} belongs to somebody else; set TALKOOT_HOME to a shorter path.")
    return folder


def open_log(home: Path, name: str) -> IO[bytes]:
    """The log of one part, for appending; the one before it is kept as `.1` when it has grown long."""
    path = home / "logs" / f"{name}.log"
    if path.exists() and path.stat().st_size > _LOG_LIMIT_BYTES:
        path.replace(path.with_suffix(".log.1"))
    return path.open("ab", buffering=0)


class Lock:
    """A lock on a file that the kernel gives back when its holder dies, however it dies."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[str] | None = None

    def take(self, *, shared: bool = False, patience: float = 0.0) -> bool:
        """Whether the lock could be had within `patience` seconds."""
        if self._file is None:
            self._file = self.path.open("a+")
        deadline = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(self._file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    return False
                time.sleep(0.02)
            else:
                return True

    def sign(self) -> None:
        """Write the number of this process into the file, for whoever finds it locked."""
        if self._file:
            self._file.truncate(0)
            self._file.write(str(os.getpid()))
            self._file.flush()

    def signature(self) -> str:
        """What the holder wrote."""
        return self.path.read_text().strip() if self.path.exists() else ""

    def is_held(self) -> bool:
        """Whether some process holds the lock for itself alone."""
        probe = Lock(self.path)
        try:
            return self.path.exists() and not probe.take(shared=True)
        finally:
            probe.release()

    def release(self) -> None:
        """Give the lock back."""
        if self._file:
            self._file.close()
            self._file = None
