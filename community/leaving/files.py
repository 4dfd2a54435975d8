"""Pictures and files of somebody who leaves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from django.db.models import Q

from community.uploads.models import Upload
from members.messages.attaching import shown_in_messages
from members.privacy.erasers import Eraser, Leaver

if TYPE_CHECKING:
    from members.profiles.models import Member

BATCH = 50


class Uploads(Eraser):
    """Deletes files: all of them if the words go, else those that nothing shows any more.

    Pictures in a guide that others write too belong to the guide, as its words do.
    """

    key = "uploads"
    touches: ClassVar[frozenset[str]] = frozenset({"community.Upload.owner"})

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        own = Upload.objects.filter(owner=leaver.member, pk__gt=after, guide=None).order_by("pk")
        unseen = Q(post=None) & ~shown_in_messages() | Q(post__deleted_at__isnull=False)
        uploads = list((own if leaver.erases_words else own.filter(unseen))[:BATCH])
        for upload in uploads:
            # The file first: a row without a file is looked for again, a file without a row would stay for ever.
            upload.erase_files()
            upload.delete()
        return uploads[-1].pk if uploads else None


def files_of(member: Member) -> Iterable[tuple[str, str]]:
    """Everything a member sent, under its number and its own name."""
    for upload in Upload.objects.filter(owner=member).order_by("pk").iterator(chunk_size=500):
        name = (upload.file_name or f"picture.{upload.extension}").replace("/", "-").replace("\\", "-")
        yield f"files/{upload.pk}-{name.lstrip('.')}", upload.path
