"""Small copies of pictures, drawn by a worker after the upload; until then the picture itself is shown."""

from __future__ import annotations

import time
from datetime import timedelta

import structlog
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from community.uploads.models import THUMB_FORMATS, Upload
from config.lib.pictures import scaled
from members.activity.bell import Bell

TASK = "community.uploads.draw_thumbnails"
_bell = Bell(TASK)
log = structlog.get_logger(__name__)

WIDTHS = (320, 640, 1280)
"""A tile of a gallery and the width of a post, and both for screens with two dots where others have one."""
TRIES = 3
LEASE = timedelta(minutes=2)


def ring() -> None:
    """Wake a worker that draws; never waits."""
    _bell.ring()


def draw_due(seconds: float) -> int:
    """Draw the small copies of pictures that have none, until the time is over; returns of how many."""
    end, drawn = time.monotonic() + seconds, 0
    while time.monotonic() < end and draw_next():
        drawn += 1
    return drawn


def draw_next() -> bool:
    """Draw those of one picture that nobody else is drawing; False if there is none."""
    upload = _claim()
    if upload is None:
        return False
    try:
        upload.thumbs = _draw(upload)
    except (OSError, ValueError) as error:
        log.warning("The small copies of a picture were not drawn.", upload=upload.pk, error=str(error))
    else:
        _keep(upload)
    return True


def _keep(upload: Upload) -> None:
    """Say which copies there are; those of a picture that was deleted while they were drawn go after it."""
    if not Upload.objects.filter(pk=upload.pk).update(thumbs=upload.thumbs, thumbs_due_at=None):
        upload.erase_files()


@transaction.atomic
def _claim() -> Upload | None:
    """The next try is booked before this one begins: a picture that kills its worker does so three times at most."""
    due = Upload.objects.without_thumbs().order_by("thumbs_due_at")
    upload = due.select_for_update(skip_locked=True).first()
    if upload is not None:
        upload.thumbs_tries += 1
        upload.thumbs_due_at = timezone.now() + LEASE if upload.thumbs_tries < TRIES else None
        upload.save(update_fields=["thumbs_tries", "thumbs_due_at"])
    return upload


def _draw(upload: Upload) -> list[int]:
    widths = [width for width in WIDTHS if width < upload.width]
    if widths:
        with default_storage.open(upload.path) as file:
            data = file.read()
    for width in widths:
        for form in THUMB_FORMATS:
            path = upload.thumb_path(width, form)
            default_storage.delete(path)  # of a try that did not come to its end
            default_storage.save(path, ContentFile(scaled(data, width, form)))
    return widths
