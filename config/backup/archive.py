"""The archive: a tar file that any tar opens, in an order that can be written and read as a stream.

talkoot.json      which format this is, and who made it when
files/…           every upload; one that stands there twice counts as it stood last
files.sha256      all of them with their SHA-256, as `sha256sum -c` reads it
database/000001…  what pg_dump wrote (custom format), in pieces; `cat database/*` makes it one again
settings.json     the variables that were set; secrets only where the archive is sealed
manifest.json     what must be in here: sizes, sums, rows of every table, migrations
manifest.sha256   the sum of the manifest, and with it the sign that nothing was cut off
"""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import IO, Any, NamedTuple, Self, cast

from config.backup.refusing import BackupRefused
from config.backup.sealing import Unsealer, is_sealed, read_exactly
from config.backup.stores import Sink

FORMAT = 1
HEAD, FILES, LIST = "talkoot.json", "files/", "files.sha256"
DATABASE, SETTINGS, MANIFEST, SUM = "database/", "settings.json", "manifest.json", "manifest.sha256"
_BLOCK = 1024 * 1024
MOST_JSON = 64 * 1024 * 1024


@dataclass(frozen=True)
class Manifest:
    """What an archive holds."""

    format: int
    talkoot: str
    community: str
    made_at: str
    server: str = ""
    tables: dict[str, list[Any]] = field(default_factory=dict)
    """Of every table the number of its rows and a sum over all of them, whatever their order."""
    migrations: list[str] = field(default_factory=list)
    dump_parts: int = 0
    dump_size: int = 0
    dump_sha256: str = ""
    files: int = 0
    files_size: int = 0
    list_sha256: str = ""
    files_missing: list[str] = field(default_factory=list)
    """What the database names and the installation itself did not have."""
    settings_sha256: str = ""
    secrets: bool = False
    secret_key: str = ""
    """The mark of the SECRET_KEY that opens what is sealed in the database."""

    def written(self) -> bytes:
        """As it stands in the archive."""
        return as_json(asdict(self))

    @classmethod
    def read(cls, data: bytes) -> Manifest:
        """From an archive. Raises BackupRefused."""
        known = read_json(data)
        try:
            return cls(**known)
        except TypeError as error:
            raise BackupRefused("broken", f"The manifest of the archive cannot be read: {error}.") from None


def as_json(value: dict[str, Any]) -> bytes:
    """For a part that people may read."""
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


def read_json(data: bytes) -> dict[str, Any]:
    """A part that is JSON. Raises BackupRefused."""
    try:
        return dict(json.loads(data))
    except ValueError:
        raise BackupRefused("broken", "The archive is broken: one of its lists cannot be read.") from None


class Hashing:
    """A file of a known size that counts what is read; where it ends too soon, zeros stand for the rest."""

    def __init__(self, source: IO[bytes], size: int) -> None:
        self.source, self.left, self.whole = source, size, True
        self.sha = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes of it."""
        wanted = self.left if size < 0 else min(size, self.left)
        try:
            piece = read_exactly(self.source, wanted)
        except tarfile.TarError:
            raise _cut_off() from None
        if len(piece) < wanted:
            self.whole, piece = False, piece + bytes(wanted - len(piece))
        self.left -= len(piece)
        self.sha.update(piece)
        return piece


class Writer:
    """Writes parts one after the other, keeping nothing of them."""

    def __init__(self, into: Sink, made_at: int) -> None:
        self._tar = tarfile.open(  # noqa: SIM115 - closed by `__exit__`
            fileobj=cast("IO[bytes]", into), mode="w|", bufsize=_BLOCK, format=tarfile.PAX_FORMAT
        )
        self._made_at = made_at

    def add(self, name: str, size: int, source: IO[bytes]) -> Hashing:
        """A part of a known size; what was read of it says its sum, and whether it was as long as that."""
        info = tarfile.TarInfo(name)
        info.size, info.mtime, info.mode = size, self._made_at, 0o600
        counted = Hashing(source, size)
        self._tar.addfile(info, cast("IO[bytes]", counted))
        self._tar.members = []  # type: ignore[attr-defined] # it would remember them all
        return counted

    def add_bytes(self, name: str, data: bytes) -> str:
        """A small part; returns its sum."""
        return self.add(name, len(data), io.BytesIO(data)).sha.hexdigest()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failure: type[BaseException] | None, *_: object) -> None:
        """The end of the archive; after a failure nothing more is written, not even when it is forgotten."""
        if failure is None:
            self._tar.close()
        else:
            self._tar.fileobj.closed = True  # type: ignore[attr-defined,unused-ignore]


class Part(NamedTuple):
    """A part as it is read: to be read before the next one is asked for."""

    name: str
    size: int
    file: Hashing

    def all(self) -> bytes:
        """The whole of a small part."""
        if self.size > MOST_JSON:
            raise BackupRefused("broken", f"{self.name} in the archive is larger than it can be.")
        return self.file.read()


def parts(source: IO[bytes], keys: tuple[bytes, ...]) -> Iterator[Part]:
    """The parts of an archive in their order, sealed or not. Raises BackupRefused where it is broken."""
    stream = _opened(source, keys)
    try:
        with tarfile.open(fileobj=cast("IO[bytes]", stream), mode="r|", bufsize=_BLOCK) as tar:
            while (info := tar.next()) is not None:
                tar.members = []  # type: ignore[attr-defined]
                held = tar.extractfile(info) if info.isreg() else None
                if held is None:
                    raise BackupRefused("broken", f"{info.name[:100]!r} in the archive is no file.")
                counted = Hashing(held, info.size)
                yield Part(info.name, info.size, counted)
                while counted.left:
                    counted.read(_BLOCK)
                if not counted.whole:
                    raise _cut_off()
        while stream.read(_BLOCK):  # to the very end, where a sealed one says that it is whole
            pass
    except (tarfile.TarError, EOFError):
        raise _cut_off() from None


def _cut_off() -> BackupRefused:
    return BackupRefused("broken", "The archive is broken or cut off.")


def _opened(source: IO[bytes], keys: tuple[bytes, ...]) -> Unsealer | _Peeked:
    beginning = read_exactly(source, 20)
    peeked = _Peeked(beginning, source)
    return Unsealer(cast("IO[bytes]", peeked), keys) if is_sealed(beginning) else peeked


class _Peeked:
    """A stream whose first bytes were read already."""

    def __init__(self, beginning: bytes, source: IO[bytes]) -> None:
        self._beginning, self._source = beginning, source

    def read(self, size: int = -1) -> bytes:
        if self._beginning and size >= 0:
            taken, self._beginning = self._beginning[:size], self._beginning[size:]
            return taken
        return self._source.read(size)
