"""The files of an archive by name: on disk in a temporary file, so that a million of them take no memory."""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from collections.abc import Iterator
from typing import IO, Self

from config.backup.archive import FILES


class Index:
    """What was copied or read so far; the same name again takes the place of the one before."""

    def __init__(self) -> None:
        self._rows = sqlite3.connect("", isolation_level=None)  # without a name: a file that goes when it is closed
        self._rows.execute(
            "CREATE TABLE files (name TEXT PRIMARY KEY, size INT, stamp TEXT, sha TEXT, whole INT) WITHOUT ROWID"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._rows.close()

    def put(self, name: str, size: int, sha: str, *, stamp: str = "", whole: bool = True) -> None:
        """Note a file."""
        self._rows.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)", (name, size, stamp, sha, whole))

    def has(self, name: str, stamp: str | None = None) -> bool:
        """Whether a file is there as a whole (as it was when it had this stamp)."""
        found = self._rows.execute("SELECT stamp FROM files WHERE name = ? AND whole", (name,)).fetchone()
        return found is not None and stamp in (None, found[0])

    def note_added(self, name: str) -> None:
        """A file that was not there before."""
        self._rows.execute("UPDATE files SET stamp = 'added' WHERE name = ?", (name,))

    def added(self) -> Iterator[str]:
        """The files that were not there before."""
        for (name,) in self._rows.execute("SELECT name FROM files WHERE stamp = 'added'"):
            yield name

    def sum_of(self, name: str) -> str:
        """The SHA-256 of a file; empty if there is none."""
        found = self._rows.execute("SELECT sha FROM files WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else ""

    def totals(self) -> tuple[int, int]:
        """How many files, and how many bytes."""
        count, size = self._rows.execute("SELECT count(*), coalesce(sum(size), 0) FROM files").fetchone()
        return int(count), int(size)

    @contextlib.contextmanager
    def written(self) -> Iterator[IO[bytes]]:
        """All of them in a temporary file, a line each, as sha256sum writes and reads it."""
        with tempfile.TemporaryFile() as file:
            for name, sha in self._rows.execute("SELECT name, sha FROM files ORDER BY name"):
                file.write(line_of(name, sha))
            file.seek(0)
            yield file


def line_of(name: str, sha: str) -> bytes:
    """One line of the list; sha256sum writes a name with a line break so, too."""
    plain = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if plain == name else '\\'}{sha}  {FILES}{plain}\n".encode()


def read_line(line: bytes) -> tuple[str, str]:
    """Name and sum of a line of the list. Raises ValueError."""
    text = line.decode().rstrip("\n")
    sha, _spaces, name = text.removeprefix("\\").partition(f"  {FILES}")
    if text.startswith("\\"):
        name = name.replace("\\n", "\n").replace("\\r", "\r").replace("\\\\", "\\")
    if len(sha) != 64 or not name:
        raise ValueError(text[:100])
    return name, sha
