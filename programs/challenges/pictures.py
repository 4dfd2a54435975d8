"""The picture of an entry: drawn anew, under a name that tells nothing, given to whoever sees the entry."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any, cast

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from community.uploads.models import secret_name
from config.lib.pictures import Picture, read_picture

if TYPE_CHECKING:
    from django.core.files import File

    from programs.challenges.models import ChallengeEntry

MAX_SIDE = 1600


def read(file: File[bytes] | None) -> Picture | None:
    """What was sent, by its content; before anything is written. Raises PictureRefused."""
    return read_picture(cast("IO[bytes]", file), max_side=MAX_SIDE) if file else None


def put(entry: ChallengeEntry, picture: Picture) -> dict[str, Any]:
    """Store a picture in the place of the one before; returns the columns that say so. Inside a transaction."""
    before = entry.path if entry.picture else ""
    entry.picture, entry.width, entry.height = secret_name(), picture.width, picture.height
    default_storage.save(entry.path, ContentFile(picture.data))
    if before:
        transaction.on_commit(lambda: default_storage.delete(before))
    return {"picture": entry.picture, "width": entry.width, "height": entry.height}


def take_away(entry: ChallengeEntry) -> None:
    """Delete the picture of an entry once the transaction stands; its columns are saved by the caller."""
    if entry.picture:
        path = entry.path
        transaction.on_commit(lambda: default_storage.delete(path))
        entry.picture, entry.width, entry.height = "", 0, 0
