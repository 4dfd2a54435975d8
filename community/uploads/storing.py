"""Storing what members send: read by its content, kept under a name that cannot be guessed.

Pictures are encoded anew; files stay what they are and are never shown, only given out.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import IO, TYPE_CHECKING, Any, cast

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from community.drafts.models import Draft
from community.uploads.elsewhere import kept_elsewhere
from community.uploads.models import ALT_MAX, FILE, Upload
from community.uploads.thumbs import ring
from config.lib.documents import read_document
from config.lib.numbers import as_size
from config.lib.pictures import is_picture, read_picture
from members.profiles.models import Member

if TYPE_CHECKING:
    from django.core.files import File

MAX_SIDE = 2000
KEPT_UNUSED = timedelta(days=2)


class NoRoomLeft(ValueError):
    """The member has sent as much as anyone may; the text is a sentence for them."""


def store(file: File[bytes], *, by: Member, alt: str = "") -> Upload:
    """Keep a picture or a file; the same one again is the same upload while it is unused.

    Raises PictureRefused, DocumentRefused, NoRoomLeft.
    """
    name = " ".join((file.name or "").replace("\0", "").split())
    content = cast("IO[bytes]", file)
    known: dict[str, Any]
    if is_picture(content) or not name or _looks_like_picture(name):
        picture = read_picture(content, max_side=MAX_SIDE)
        data, extension = picture.data, picture.extension
        known = {"kind": picture.kind, "width": picture.width, "height": picture.height, "alt": alt[:ALT_MAX]}
    else:
        document = read_document(content, name)
        data, extension, name = document.data, document.extension, document.name
        known = {"kind": FILE, "width": 0, "height": 0, "thumbs_due_at": None}
    sha = hashlib.sha256(data).hexdigest()
    again = Upload.objects.unused().filter(owner=by, sha=sha, extension=extension).first()
    if again is not None:
        return again
    _check_room(by, len(data))
    upload = Upload(owner=by, sha=sha, extension=extension, size=len(data), file_name=name[:200], **known)
    # The file first: a file without a row costs a little space, a row without a file is a broken picture.
    default_storage.save(upload.path, ContentFile(data))
    try:
        _take_room(upload, by)
    except NoRoomLeft:
        upload.erase_files()
        raise
    return upload


@transaction.atomic
def _take_room(upload: Upload, member: Member) -> None:
    """Write it down, unless others that were sent at the same moment have taken the last room."""
    Member.objects.one_at_a_time(member)
    _check_room(member, upload.size)
    upload.save()
    if not upload.is_file:
        transaction.on_commit(ring)


def _looks_like_picture(name: str) -> bool:
    return name.lower().rpartition(".")[2] in ("jpg", "jpeg", "png", "webp", "gif", "svg", "heic", "heif", "avif")


def _check_room(member: Member, size: int) -> None:
    most = settings.UPLOADS_PER_MEMBER_BYTES
    used = Upload.objects.filter(owner=member).aggregate(used=Sum("size"))["used"] or 0
    if used + size > most:
        raise NoRoomLeft(
            _("Your pictures and files fill the %(most)s that every member has. Put this one elsewhere and link to it.")
            % {"most": as_size(most)}
        )


def forget_unused() -> int:
    """Delete pictures and files that no post, guide or draft has shown for two days; returns how many."""
    gone = 0
    old = Upload.objects.unused().exclude(kept_elsewhere()).filter(created_at__lt=timezone.now() - KEPT_UNUSED)
    for upload in old[:500]:
        if not Draft.objects.filter(member=upload.owner_id, body__contains=upload.secret).exists():
            upload.erase()
            gone += 1
    return gone
