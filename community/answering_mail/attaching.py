"""Pictures and files that came with a reply by mail, by the rules of uploads."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from community.uploads.storing import NoRoomLeft, store
from community.uploads.views import too_many
from config.lib.documents import DocumentRefused
from config.lib.mail_in import Attached
from config.lib.numbers import as_size
from config.lib.pictures import PictureRefused
from members.profiles.models import Member

SMALL = 5_000
"""Bytes of a picture inside the text that is taken for a part of a signature."""


def attach(files: Sequence[Attached], *, by: Member) -> tuple[list[str], list[str]]:
    """Keep what may be kept. Returns the lines that show it in a post, and a sentence for each file left out."""
    lines, left_out = [], []
    for file in files:
        if file.is_inside and len(file.data) < SMALL:
            continue
        try:
            lines.append(_kept(file, by))
        except (PictureRefused, DocumentRefused, NoRoomLeft) as refused:
            left_out.append(_("%(file)s was left out. %(why)s") % {"file": file.name[:100], "why": refused})
    return lines, left_out


def _kept(file: Attached, by: Member) -> str:
    if len(file.data) > settings.UPLOAD_LIMIT_BYTES:
        most = as_size(settings.UPLOAD_LIMIT_BYTES)
        raise DocumentRefused(_("This file is larger than %(most)s.") % {"most": most})
    if too_many(by, len(file.data)):
        raise DocumentRefused(_("That was a lot to upload. Try again in a while."))
    return store(ContentFile(file.data, name=file.name), by=by).markdown
