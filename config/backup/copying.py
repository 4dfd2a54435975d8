"""Every file into the archive, while members go on sending and deleting some.

The house writes a file before the row that names it, and deletes it after that row is gone. So whatever the database
names at a moment was in the storage at that moment, and the order is:

1. copy all files, then those that came meanwhile: little is left to do;
2. take the moment that pg_dump will see, and copy once more what came or changed since: whatever that moment names has
   been written out by now, and is there unless somebody deleted it in between;
3. ask the moment which files it names. If one is not in the archive, either it was deleted between 2's two halves, and
   then its row is gone by now, or the installation itself does not have it. So take another moment: what both of them
   miss is missing in the installation, and the manifest says so; anything else begins at 2 again.

Only then pg_dump writes that very moment. A file nobody names costs a little room; one that is named is never left out.
"""

from __future__ import annotations

from collections.abc import Iterable

from config.backup.archive import FILES, Writer
from config.backup.index import Index
from config.backup.stores import Found, Store

MOST_NAMED = 1000


class Copier:
    """Copies the files of a store into an archive, and knows which it has."""

    def __init__(self, media: Store, writer: Writer, index: Index) -> None:
        self.media, self.writer, self.index = media, writer, index

    def catch_up(self) -> int:
        """Copy what is new or was changed since it was copied; returns how many."""
        return sum(self._copy(found) for found in self.media.walk() if not self.index.has(found.name, found.stamp))

    def _copy(self, found: Found) -> int:
        """One that was deleted meanwhile is left out; one that was being written is copied again when it is whole."""
        try:
            source = self.media.read(found.name)
        except FileNotFoundError:
            return 0
        with source:
            read = self.writer.add(FILES + found.name, found.size, source)
        self.index.put(found.name, found.size, read.sha.hexdigest(), stamp=found.stamp, whole=read.whole)
        return 1

    def missing(self, names: Iterable[str]) -> list[str]:
        """Those of the names that are not in the archive as a whole, in order."""
        return sorted(name for name in names if not self.index.has(name))[:MOST_NAMED]
