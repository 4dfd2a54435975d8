"""Bring a backup back: all of it, or nothing.

The archive is read twice. First every sum is checked, while nothing is touched. Then the files are written (nobody
sees a file without a row), and the database is filled in one transaction, which ends by comparing every table with the
manifest. What fails before its commit leaves the database as it was, and takes the new files away again.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import structlog
from django.db import connection

from config.backup import archive
from config.backup.archive import Manifest, Part, parts
from config.backup.fitting import refuse_unknown_migrations, refuse_what_is_in_use
from config.backup.index import Index
from config.backup.moment import Database
from config.backup.postgres import Program, programs, running
from config.backup.refusing import BackupRefused, refusal
from config.backup.stores import Folder, Store, media, safe_name
from config.backup.tables import SAME_EVERYWHERE, compared
from config.backup.verifying import verify

log = structlog.get_logger(__name__)

_BLOCK = 1024 * 1024
_EMPTIED = "DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC;"


@dataclass
class Restored:
    """What came back."""

    manifest: Manifest
    removed: int = 0
    others_stay: bool = False
    """Whether files of what was replaced could not be taken away."""


def bring_back(
    store: Store,
    name: str,
    keys: tuple[bytes, ...],
    *,
    replace: bool = False,
    checked: Callable[[Manifest], None] = lambda _manifest: None,
) -> Restored:
    """Restore an archive; `checked` is told when it was found whole. Raises BackupRefused, and then nothing changed."""
    try:
        connection.close()  # or this very process would be one that uses the database
        with Database() as database, Index() as files:
            refuse_what_is_in_use(database, replace=replace)
            manifest = verify(store, name, keys, files)
            refuse_unknown_migrations(manifest)
            folder = programs(max(database.server, _major(manifest.server)))
            checked(manifest)
            with _files_taken_back(files), _filling(database, folder, replace=replace) as (reader, into):
                placing = _Placing(files)
                with store.read(name) as source:
                    for part in parts(source, keys):
                        if part.name.startswith(archive.FILES):
                            placing.place(part)
                        elif part.name.startswith(archive.DATABASE):
                            _feed(part, reader)
                placing.end()
                reader.end()
                into.ends_well(compared(manifest.tables))
            return _without_others(Restored(manifest), files) if replace else Restored(manifest)
    except Exception as error:  # a disk, a network, a database: whatever it is, it is told as one sentence
        raise refusal(error) from error


def _feed(part: Part, reader: Program) -> None:
    while piece := part.file.read(_BLOCK):
        reader.feed(piece)


class _Placing:
    """Puts the files of an archive where uploads are kept."""

    def __init__(self, files: Index) -> None:
        self.files, self.target = files, media()
        self.not_as_checked: set[str] = set()

    def place(self, part: Part) -> None:
        """One file; what the archive holds twice counts as it stood last."""
        name = safe_name(part.name.removeprefix(archive.FILES))
        if not _is_there(self.target, name):
            self.files.note_added(name)
        with self.target.write(name, lasting=False) as sink:
            while piece := part.file.read(_BLOCK):
                sink.write(piece)
        if part.file.sha.hexdigest() == self.files.sum_of(name):
            self.not_as_checked.discard(name)
        else:
            self.not_as_checked.add(name)

    def end(self) -> None:
        """After the last one."""
        if self.not_as_checked:
            raise BackupRefused("broken", "The archive was changed while it was restored.")


def _is_there(target: Store, name: str) -> bool:
    try:
        target.read(name).close()
    except FileNotFoundError:
        return False
    return True


@contextlib.contextmanager
def _files_taken_back(files: Index) -> Iterator[None]:
    """If the block fails, the files it added go."""
    try:
        yield
    except BaseException:
        target = media()
        for name in files.added():
            with contextlib.suppress(Exception):  # the first failure is the one to tell
                target.delete(name)
        raise


def _without_others(restored: Restored, files: Index) -> Restored:
    """Of what was replaced, the files go as well; by now everything is restored, so a failure is only told."""
    target = media()
    try:
        for name in [found.name for found in target.walk() if not files.sum_of(found.name)]:
            target.delete(name)
            restored.removed += 1
    except Exception as error:  # a disk or a network
        log.warning("Files of what was replaced could not be removed.", error=str(error))
        restored.others_stay = True
    return restored


class _Transaction:
    """psql, to which pg_restore's statements flow inside one transaction."""

    def __init__(self, psql: Program, reader: Program, beginning: str) -> None:
        self._psql, self._source, self._stop = psql, reader.output, reader.kill
        self._failure: BaseException | None = None
        self._psql.feed(beginning.encode())
        self._flow = threading.Thread(target=self._pump, daemon=True)
        self._flow.start()

    def _pump(self) -> None:
        try:
            while piece := self._source.read(_BLOCK):
                self._psql.feed(piece)
        except BaseException as error:  # told by `ends_well`
            self._failure = error
            self._stop()  # nobody reads what pg_restore goes on writing

    def ends_well(self, comparing: str) -> None:
        """Compare, make files last, and commit; only now anybody sees anything."""
        self.join()
        self.tell_why()
        self._psql.feed((SAME_EVERYWHERE + "SET search_path TO DEFAULT;\n" + comparing).encode())
        if isinstance(media(), Folder):
            os.sync()
        self._psql.feed(b"COMMIT;\n")
        self._psql.end()

    def join(self) -> None:
        """Until all statements were handed on, or somebody is gone."""
        self._flow.join()

    def tell_why(self) -> None:
        """The server's own refusal comes before what followed from it."""
        if self._failure:
            raise self._failure


@contextlib.contextmanager
def _filling(database: Database, folder: Path, *, replace: bool) -> Iterator[tuple[Program, _Transaction]]:
    """pg_restore, to be fed with the database, and the transaction its statements go to."""
    words = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", f"--dbname={database.address.text}"]
    psql = [str(folder / "psql"), *words]
    restore = [str(folder / "pg_restore"), "--no-owner", "--no-privileges", "--no-comments", "--file=-"]
    beginning = f"{SAME_EVERYWHERE} SET lock_timeout = '20s'; BEGIN; {_EMPTIED if replace else ''}\n"
    with (
        running(psql, database.address.environment, reads=True) as server,
        running(restore, reads=True, writes=True) as reader,
    ):
        into = _Transaction(server, reader, "SET client_min_messages = warning;" + beginning)
        try:
            yield reader, into
        except BackupRefused:
            into.tell_why()
            raise
        finally:
            reader.kill()
            server.kill()
            into.join()


def _major(version: str) -> int:
    return int(version.partition(".")[0]) if version.partition(".")[0].isdecimal() else 0
