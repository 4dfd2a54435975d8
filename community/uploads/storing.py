"""Storing a picture: read by its content, encoded anew, kept under a name that cannot be guessed."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import IO, TYPE_CHECKING, cast

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from community.drafts.models import Draft
from community.uploads.models import ALT_MAX, Upload
from config.lib.pictures import read_picture

if TYPE_CHECKING:
    from django.core.files import File

    from members.profiles.models import Member

MAX_SIDE = 2000
KEPT_UNUSED = timedelta(days=2)


def store(file: File[bytes], *, by: Member, alt: str = "") -> Upload:
    """Keep a picture; the same one again is the same upload while it is unused. Raises PictureRefused."""
    picture = read_picture(cast("IO[bytes]", file), max_side=MAX_SIDE)
    sha = hashlib.sha256(picture.data).hexdigest()
    again = Upload.objects.unused().filter(owner=by, sha=sha).first()
    if again is not None:
        return again
    name = " ".join((file.name or "").replace("\0", "").split())
    upload = Upload(
        owner=by, sha=sha, extension=picture.extension, kind=picture.kind, width=picture.width, height=picture.height,
        size=len(picture.data), file_name=name[:200], alt=alt[:ALT_MAX],
    )  # fmt: skip
    # The file first: a file without a row costs a little space, a row without a file is a broken picture.
    default_storage.save(upload.path, ContentFile(picture.data))
    upload.save()
    return upload


def forget_unused() -> int:
    """Delete pictures that no post and no draft has shown for two days; returns how many."""
    gone = 0
    for upload in Upload.objects.unused().filter(created_at__lt=timezone.now() - KEPT_UNUSED)[:500]:
        if not Draft.objects.filter(member=upload.owner_id, body__contains=upload.secret).exists():
            upload.erase()
            gone += 1
    return gone
