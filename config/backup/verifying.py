"""Read an archive from its first byte to its last, and say whether it is whole and as it was made."""

from __future__ import annotations

import hashlib
import os
from contextlib import nullcontext

from config.backup import archive
from config.backup.archive import Manifest, Part, parts, read_json
from config.backup.index import Index, read_line
from config.backup.postgres import Program, programs, running
from config.backup.refusing import BackupRefused
from config.backup.stores import Store, safe_name

_BLOCK = 1024 * 1024
BROKEN = "The archive is broken: {what}."


def verify(store: Store, name: str, keys: tuple[bytes, ...], index: Index | None = None) -> Manifest:
    """Check every sum, and that pg_restore can read the database to its end. Raises BackupRefused.

    The index is given the files and their sums.
    """
    restore = [str(programs() / "pg_restore"), f"--file={os.devnull}"]
    with (
        nullcontext(index) if index else Index() as files,
        store.read(name) as source,
        running(restore, reads=True) as reader,
    ):
        checking = Checking(files, reader)
        for part in parts(source, keys):
            checking.look_at(part)
        manifest = checking.end()
        try:
            reader.end()
        except BackupRefused as refused:
            raise broken(f"its database cannot be read ({refused})") from None
    return manifest


def broken(what: str) -> BackupRefused:
    """The archive is not what it was, in a sentence."""
    return BackupRefused("broken", BROKEN.format(what=what))


class Checking:
    """What was found so far in an archive that is read part by part."""

    def __init__(self, files: Index, reader: Program) -> None:
        self.files, self.reader = files, reader
        self.found: dict[str, str] = {}
        self.head: dict[str, object] = {}
        self.manifest: Manifest | None = None
        self.dump, self.dump_size, self.dump_parts = hashlib.sha256(), 0, 0
        self.whole = False

    def look_at(self, part: Part) -> None:
        """One part, read to its end."""
        if self.whole:
            raise broken("something stands behind its end")
        if not self.head and part.name != archive.HEAD:
            raise broken("it does not begin as a backup does")
        if part.name.startswith(archive.FILES):
            self._file(part)
        elif part.name.startswith(archive.DATABASE):
            self._database(part)
        elif part.name == archive.LIST:
            self._list(part)
        elif part.name in (archive.HEAD, archive.SETTINGS, archive.MANIFEST, archive.SUM):
            self._small(part.name, part.all())
        else:
            raise broken(f"{part.name[:100]!r} does not belong in it")
        if part.name != archive.HEAD and not part.name.startswith((archive.FILES, archive.DATABASE)):
            self.found[part.name] = part.file.sha.hexdigest()

    def _small(self, name: str, data: bytes) -> None:
        if name == archive.HEAD:
            self.head = read_json(data)
            refuse_newer(self.head)
        elif name == archive.MANIFEST:
            self.manifest = Manifest.read(data)
        elif name == archive.SUM:
            if data.decode("ascii", "replace").split() != [self.found.get(archive.MANIFEST), archive.MANIFEST]:
                raise broken("its manifest was changed")
            self.whole = True

    def _file(self, part: Part) -> None:
        name = safe_name(part.name.removeprefix(archive.FILES))
        while part.file.read(_BLOCK):
            pass
        self.files.put(name, part.size, part.file.sha.hexdigest())

    def _database(self, part: Part) -> None:
        self.dump_parts += 1
        if part.name != f"{archive.DATABASE}{self.dump_parts:06}":
            raise broken("a part of its database is missing")
        while piece := part.file.read(_BLOCK):
            self.dump.update(piece)
            self.dump_size += len(piece)
            try:
                self.reader.feed(piece)
            except BackupRefused as refused:
                raise broken(f"its database cannot be read ({refused})") from None

    def _list(self, part: Part) -> None:
        """Each file as the list says, and no line is missing (that is checked with the manifest)."""
        rest = b""
        while piece := part.file.read(_BLOCK):
            *lines, rest = (rest + piece).split(b"\n")
            for line in lines:
                try:
                    name, sha = read_line(line)
                except ValueError:
                    raise broken("its list of files cannot be read") from None
                if self.files.sum_of(name) != sha:
                    raise broken(f"the file {name[:100]} is missing or was changed")

    def end(self) -> Manifest:
        """After the last part: everything the manifest names was there, and nothing else."""
        manifest = self.manifest
        if manifest is None or not self.whole:
            raise BackupRefused("broken", "The archive is cut off: its end is missing.")
        wanted = {
            "its beginning": (manifest.format, manifest.talkoot, manifest.community, manifest.made_at),
            "its database": (manifest.dump_parts, manifest.dump_size, manifest.dump_sha256),
            "its list of files": manifest.list_sha256,
            "the number of its files": (manifest.files, manifest.files_size),
            "its settings": manifest.settings_sha256,
        }
        found = {
            "its beginning": tuple(self.head.get(name) for name in ("format", "talkoot", "community", "made_at")),
            "its database": (self.dump_parts, self.dump_size, self.dump.hexdigest()),
            "its list of files": self.found.get(archive.LIST),
            "the number of its files": self.files.totals(),
            "its settings": self.found.get(archive.SETTINGS),
        }
        for what, value in wanted.items():
            if found[what] != value:
                raise broken(f"{what} is not as the manifest says")
        return manifest


def refuse_newer(head: dict[str, object]) -> None:
    """Refuse a format that only later versions know."""
    if not isinstance(head.get("format"), int):
        raise broken("it does not say which format it has")
    if head["format"] != archive.FORMAT:
        raise BackupRefused(
            "newer", f"The archive was made by a newer Talkoot ({head.get('talkoot')}); restore it with that version."
        )
