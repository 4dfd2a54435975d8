"""Files of the kit: put there by managers, fetched by ambassadors. They are given out and never shown as a page."""

from __future__ import annotations

import secrets
from typing import IO, TYPE_CHECKING, ClassVar, cast

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.lib.documents import read_document
from config.lib.pictures import is_picture, read_picture
from members.activity.log import record
from members.ambassadors.models import Ambassador
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal

if TYPE_CHECKING:
    from django.core.files import File

    from config.lib.audience import Viewer

MOST_FILES, TITLE_MAX, MAX_SIDE = 50, 120, 4000


def serves(viewer: Viewer) -> bool:
    """Whether this reader is an ambassador now."""
    return isinstance(viewer, Member) and Ambassador.objects.serving().filter(member=viewer).exists()


def may_use_kit(viewer: Viewer) -> bool:
    """Whether the kit is for this reader: for ambassadors of now, and managers."""
    if not isinstance(viewer, Member) or viewer.is_suspended:
        return False
    return viewer.is_manager or serves(viewer)


def secret_name() -> str:
    """A part of a path that cannot be guessed."""
    return secrets.token_urlsafe(16)


class KitFile(models.Model):
    """One file of the kit: a picture drawn anew, or a document as it came."""

    title = models.CharField(max_length=TITLE_MAX)
    file_name = models.CharField(max_length=200)
    secret = models.CharField(max_length=32, default=secret_name, unique=True, editable=False)
    extension = models.CharField(max_length=8)
    size = models.PositiveIntegerField()
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    objects: ClassVar[models.Manager[KitFile]] = models.Manager()

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def path(self) -> str:
        """Where it is in the storage."""
        return f"ambassadors/{self.secret}.{self.extension}"

    @transaction.atomic
    def remove(self, *, by: Member) -> None:
        """Take it out of the kit for good."""
        path = self.path
        record("ambassadors.file_removed", actor=by, subject=self)
        self.delete()
        transaction.on_commit(lambda: default_storage.delete(path))


def add_file(file: File[bytes], title: str, *, by: Member) -> KitFile:
    """Put a file into the kit. Raises PictureRefused or DocumentRefused for what is none, NotNow for too many."""
    if KitFile.objects.count() >= MOST_FILES:
        raise NotNow(Refusal(_("A kit has at most %(n)s files. Remove one first.") % {"n": MOST_FILES}))
    name = " ".join((file.name or "").replace("\0", "").split())
    content = cast("IO[bytes]", file)
    if is_picture(content):
        picture = read_picture(content, max_side=MAX_SIDE)
        data, extension, name = (
            picture.data,
            picture.extension,
            f"{name.rpartition('.')[0] or name}.{picture.extension}",
        )
    else:
        document = read_document(content, name)
        data, extension, name = document.data, document.extension, document.name
    made = KitFile(
        title=title or name[:TITLE_MAX], file_name=name[-200:], extension=extension, size=len(data), added_by=by
    )
    # The file first: a file without a row costs a little space, a row without a file is a broken link.
    default_storage.save(made.path, ContentFile(data))
    with transaction.atomic():
        made.save()
        record("ambassadors.file_added", actor=by, subject=made)
    return made
