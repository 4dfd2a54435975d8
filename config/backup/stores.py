"""Where files stand, on either side of a backup: a folder or a bucket, written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any, NamedTuple, Protocol

from django.conf import settings
from django.core.files.storage import storages

from config.backup.refusing import BackupRefused

PART = ".part"
_FOLDER_BACKEND = "django.core.files.storage.FileSystemStorage"


class Found(NamedTuple):
    """A file as a store lists it; the stamp changes when its content does."""

    name: str
    size: int
    stamp: str


class Sink(Protocol):
    """Takes bytes."""

    def write(self, data: bytes, /) -> int:
        """Take them; returns how many."""


class Store(Protocol):
    """A place for files."""

    @property
    def where(self) -> str:
        """What it is called in a sentence."""

    def walk(self) -> Iterator[Found]:
        """Every file that is whole."""

    def read(self, name: str) -> IO[bytes]:
        """A file. Raises FileNotFoundError."""

    def write(self, name: str, *, lasting: bool = True) -> contextlib.AbstractContextManager[Sink]:
        """A new file, which is there when the block ends well and never before; `lasting` also after a power cut."""

    def delete(self, name: str) -> None:
        """Without a file of that name, does nothing."""

    def tidy(self, beginning: str) -> int:
        """Remove what was begun under names that begin so and never ended; returns how many."""


class Folder:
    """A folder on this machine."""

    def __init__(self, path: Path, *, mode: int = 0o600) -> None:
        self.path, self.mode = path, mode

    @property
    def where(self) -> str:
        """Its path."""
        return str(self.path)

    def walk(self) -> Iterator[Found]:
        """Depth first; hidden files are those that are being written."""
        todo = [self.path] if self.path.is_dir() else []
        while todo:
            with os.scandir(todo.pop()) as entries:
                for entry in entries:
                    with contextlib.suppress(FileNotFoundError):
                        if entry.is_dir(follow_symlinks=False):
                            todo.append(Path(entry.path))
                        elif entry.is_file() and not (entry.name[0] == "." and entry.name.endswith(PART)):
                            status = entry.stat()
                            name = Path(entry.path).relative_to(self.path).as_posix()
                            yield Found(name, status.st_size, str(status.st_mtime_ns))

    def read(self, name: str) -> IO[bytes]:
        """A file."""
        return self._inside(name).open("rb")

    @contextlib.contextmanager
    def write(self, name: str, *, lasting: bool = True) -> Iterator[Sink]:
        """Under another name until it is whole."""
        path = self._inside(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}{PART}")
        try:
            with part.open("wb") as file:
                yield file
                file.flush()
                if lasting:
                    os.fsync(file.fileno())
            part.chmod(self.mode)
            self._give_to_owner(part)
            part.replace(path)
            if lasting:
                _sync_folder(path.parent)
        except BaseException:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            raise

    def delete(self, name: str) -> None:
        """Gone, if it was there."""
        self._inside(name).unlink(missing_ok=True)

    def tidy(self, beginning: str) -> int:
        """Remove what a run that was killed left behind."""
        left = list(self.path.glob(f".{beginning}*{PART}"))
        for part in left:
            part.unlink(missing_ok=True)
        return len(left)

    def _inside(self, name: str) -> Path:
        return self.path / safe_name(name)

    def _give_to_owner(self, path: Path) -> None:
        """What root writes belongs to whoever the folder belongs to, with the folders made for it."""
        if os.geteuid() != 0:
            return
        owner = self.path.stat()
        for made in (path, *path.parents):
            if made == self.path:
                break
            os.chown(made, owner.st_uid, owner.st_gid)


def safe_name(name: str) -> str:
    """The name, if it leads nowhere but down. Raises BackupRefused."""
    path = PurePosixPath(name)
    if not name or path.is_absolute() or ".." in path.parts or "\0" in name or path.as_posix() != name:
        raise BackupRefused("broken", f"A file in the archive is called {name[:100]!r}, which leads out of its folder.")
    return name


def _sync_folder(path: Path) -> None:
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some network file systems cannot
            raise
    finally:
        os.close(folder)


def media() -> Store:
    """Where uploads are kept."""
    return store_of(settings.STORAGES["default"])


def store_of(storage: dict[str, Any], prefix: str = "") -> Store:
    """The store behind one entry of STORAGES."""
    if storage["BACKEND"] == _FOLDER_BACKEND:
        return Folder(Path(settings.MEDIA_ROOT), mode=0o644)
    from config.backup.bucket import Bucket

    return Bucket(storages.create_storage(storage), prefix)


def destination(to: str = "") -> Store:
    """Where backups go: `to` if it names a folder, else what BACKUP_TO says. Raises BackupRefused."""
    wished = settings.BACKUP
    if not to and wished.storage:
        return store_of(wished.storage, wished.prefix)
    if not (to or wished.to):
        raise BackupRefused("no_place", "Nobody has said where backups go: set BACKUP_TO, or give --to FOLDER.")
    path = Path(to or wished.to).expanduser().resolve()
    if not path.is_dir():
        raise BackupRefused("no_place", f"The folder {path} does not exist; make it, or mount its disk.")
    if path.is_relative_to(Path(settings.MEDIA_ROOT).resolve()):
        raise BackupRefused("no_place", f"{path} is in the folder of uploads; backups must stand elsewhere.")
    return Folder(path)
