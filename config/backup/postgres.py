"""PostgreSQL's own programs: found, asked for their version, and told where the database is."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import IO, Any

from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from config.backup.refusing import BackupRefused
from config.engines import postgres_programs
from config.running.home import Refusal

_VERSION = re.compile(r"(\d+)\.?\d*")
LOCK_PATIENCE = "60s"


def programs(least: int = 0) -> Path:
    """The folder of pg_dump, pg_restore and psql, no older than the server (none named: the newest).

    Those on the path come first: they are the ones that speak TLS. Raises BackupRefused.
    """
    folders = [Path(found).resolve().parent for found in map(shutil.which, ["pg_dump"]) if found]
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    with contextlib.suppress(Refusal):
        folders.append(postgres_programs())
    found = [(folder, version) for folder in folders if (version := _version(folder))]
    fit = [(folder, version) for folder, version in found if version >= least]
    if fit:
        return fit[0][0] if least else max(fit, key=lambda one: one[1])[0]
    seen = f"the newest here is {max(version for _, version in found)}" if found else "there is none here"
    raise BackupRefused("database", f"pg_dump of PostgreSQL {least} or newer is needed, and {seen}.")


@cache
def _version(folder: Path) -> int:
    """The major version of the programs in a folder; 0 unless all three are there."""
    if not all((folder / name).exists() for name in ("pg_dump", "pg_restore", "psql")):
        return 0
    told = subprocess.run([str(folder / "pg_dump"), "--version"], capture_output=True, text=True, check=False)
    found = _VERSION.search(told.stdout)
    return int(found[1]) if found and not told.returncode else 0


class Address:
    """Where a database is, as its programs take it: the password goes by the environment, where nobody lists it."""

    def __init__(self, parameters: dict[str, Any]) -> None:
        known = {option.keyword.decode() for option in Conninfo.get_defaults()}
        said = {name: value for name, value in parameters.items() if name in known and value not in (None, "")}
        self._password = str(said.pop("password", ""))
        self.text = make_conninfo(**said)

    @property
    def environment(self) -> dict[str, str]:
        """For the programs."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return kept | ({"PGPASSWORD": self._password} if self._password else {})


class Program:
    """One program that runs: its pipes, and how it ended."""

    def __init__(self, command: list[str], environment: dict[str, str], *, reads: bool, writes: bool) -> None:
        self.name = Path(command[0]).name
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `close`
        self._process = subprocess.Popen(
            command,
            env=environment | {"LC_ALL": "C.UTF-8"},
            stdin=subprocess.PIPE if reads else subprocess.DEVNULL,
            stdout=subprocess.PIPE if writes else subprocess.DEVNULL,
            stderr=self._errors,
            bufsize=0,
        )

    @property
    def input(self) -> IO[bytes]:
        """What it reads."""
        assert self._process.stdin is not None
        return self._process.stdin

    @property
    def output(self) -> IO[bytes]:
        """What it writes."""
        assert self._process.stdout is not None
        return self._process.stdout

    def feed(self, data: bytes) -> None:
        """Give it some bytes. Raises BackupRefused with its own words if it is gone."""
        try:
            view = memoryview(data)
            while view:
                view = view[self.input.write(view) :]
        except BrokenPipeError:
            self._process.wait()
            raise self._refusal() from None

    def end(self) -> None:
        """No more bytes; until it is done. Raises BackupRefused if it failed."""
        with contextlib.suppress(BrokenPipeError):
            if self._process.stdin:
                self._process.stdin.close()
        if self._process.wait():
            raise self._refusal()

    def kill(self) -> None:
        """End it, however far it came."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def close(self) -> None:
        """Gone, with its pipes."""
        self.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()
        self._errors.close()

    def _refusal(self) -> BackupRefused:
        self._errors.seek(0)
        lines = [line.strip() for line in self._errors.read(20_000).decode(errors="replace").splitlines()]
        telling = [line for line in lines if "error:" in line.lower() or "fatal:" in line.lower()] or lines
        return BackupRefused("database", f"{self.name} failed: {(telling or ['without a word'])[0][:400]}")


@contextlib.contextmanager
def running(
    command: list[str], environment: dict[str, str] | None = None, *, reads: bool = False, writes: bool = False
) -> Iterator[Program]:
    """A program that is gone when the block is over."""
    program = Program(command, dict(os.environ) if environment is None else environment, reads=reads, writes=writes)
    try:
        yield program
    finally:
        program.close()


def dump_command(folder: Path, address: Address, snapshot: str) -> list[str]:
    """pg_dump of one moment, in its own format, without what is about the server rather than about the database."""
    words = ["--format=custom", "--no-owner", "--no-privileges", "--no-comments", "--no-publications"]
    words += ["--no-subscriptions", "--no-security-labels", "--no-tablespaces", f"--lock-wait-timeout={LOCK_PATIENCE}"]
    return [str(folder / "pg_dump"), *words, f"--snapshot={snapshot}", f"--dbname={address.text}"]
