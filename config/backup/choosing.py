"""Which archive is meant: a file by its path, one in the place of backups by its name, or the latest."""

from __future__ import annotations

from pathlib import Path

from config.backup.keeping import archives
from config.backup.refusing import BackupRefused
from config.backup.stores import Folder, Store, destination

LATEST = "latest"


def chosen(said: str, to: str = "") -> tuple[Store, str]:
    """The place and the name. Raises BackupRefused."""
    path = Path(said).expanduser()
    if said != LATEST and path.is_file():
        return Folder(path.resolve().parent), path.name
    store = destination(to)
    found = archives(store)
    if said == LATEST:
        communities = {one.community for one in found}
        if len(communities) > 1:
            raise BackupRefused(
                "no_place", f"In {store.where} stand backups of {len(communities)} communities; name one."
            )
        if not found:
            raise BackupRefused("no_place", f"There is no backup in {store.where}.")
        return store, found[0].name
    if said not in {one.name for one in found}:
        raise BackupRefused("no_place", f"There is neither a file {said} nor such a backup in {store.where}.")
    return store, said
