"""Asking for what is behind an address, and writing out the posts that show it."""

from __future__ import annotations

import io
import secrets
import time

import structlog
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction

from community.posts.models import Post
from community.posts.rerendering import rerender
from community.previews.models import Preview, PreviewUse
from community.previews.understanding import Understood, understand
from config.lib.outgoing import Wish, fetch
from config.lib.pictures import PictureRefused, read_picture
from config.lib.public_hosts import Refused, Unreachable

log = structlog.get_logger(__name__)

PAGE = Wish(frozenset({"text/html", "application/xhtml+xml"}), 512 * 1024, cut=True)
PICTURE = Wish(frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"}), 2 * 1024 * 1024)
SIDE = 480
SMALLEST = 64
BATCH = 50


def ask_due(seconds: float) -> int:
    """Ask what is due, one after the other, until nothing is or the time is over; returns how many were asked."""
    end, asked = time.monotonic() + seconds, 0
    while time.monotonic() < end and (preview := Preview.objects.claim()) is not None:
        _ask(preview)
        write_owed()
        asked += 1
    return asked


def _ask(preview: Preview) -> None:
    try:
        found = understand(fetch(preview.address, PAGE))
    except Unreachable as error:
        preview.fail(error, for_good=False)
    except Refused as error:
        preview.fail(error, for_good=True)
    else:
        if found is None:
            preview.fail(Refused("The page has no title."), for_good=True)
        else:
            _keep(preview, found)
    log.info("An address was asked for a preview.", preview=preview.pk, error=preview.last_error)


def _keep(preview: Preview, found: Understood) -> None:
    """The picture first: a file without a row costs a little space, a row without a file is a broken picture."""
    before = preview.path if preview.picture else ""
    preview.keep(found, _drawn_anew(found.picture) if found.picture else "")
    if before:
        default_storage.delete(before)


def _drawn_anew(address: str) -> str:
    """The secret name of a small copy of a picture elsewhere; empty if there is none that can be shown."""
    try:
        picture = read_picture(io.BytesIO(fetch(address, PICTURE).data), max_side=SIDE)
    except (Refused, Unreachable, PictureRefused):
        return ""
    if min(picture.width, picture.height) < SMALLEST:
        return ""
    secret = secrets.token_urlsafe(16)
    default_storage.save(Preview(picture=secret).path, ContentFile(picture.data))
    return secret


def write_owed() -> int:
    """Write out anew the posts whose cards have changed, a batch at a time; returns how many."""
    written = 0
    while ids := list(_owed().order_by("post_id").values_list("post_id", flat=True).distinct()[:BATCH]):
        with transaction.atomic():
            # The posts are held first, as an edit does it; then the rows are let go, and what changes while the
            # posts are written owes them once more.
            list(Post.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk").values_list("pk"))
            _owed().filter(post__in=ids).update(owed_at=None)
            rerender(ids)
        written += len(ids)
    return written


def forget() -> int:
    """Delete what is known of addresses that no post shows any more, with their pictures; returns of how many."""
    gone = list(Preview.objects.forgotten()[:500])
    for preview in gone:
        preview.delete()
        if preview.picture:
            default_storage.delete(preview.path)
    return len(gone)


def _owed() -> models.QuerySet[PreviewUse]:
    return PreviewUse.objects.exclude(owed_at=None)
