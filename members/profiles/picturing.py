"""Trait: a member has a photo, kept in three square sizes under a name nobody can guess."""

from __future__ import annotations

import secrets
from functools import partial
from typing import TYPE_CHECKING, cast

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction

from config.lib.pictures import PHOTO_SIDES, Picture, thumbnail
from members.activity.log import record

if TYPE_CHECKING:
    from members.profiles.models import Member

SHOWN_SIDE = 160


class Pictured(models.Model):
    """The photo's file below the media folder, in its middle size; the other sizes stand beside it."""

    photo = models.CharField(max_length=120, blank=True, editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def take_photo(self, picture: Picture, *, by: Member) -> None:
        """Show this picture from now on; the one before is deleted."""
        cast("Member", self).one_profile_at_a_time()
        stem = f"photos/{secrets.token_urlsafe(18)}"
        for side in PHOTO_SIDES:
            default_storage.save(f"{stem}-{side}.webp", ContentFile(thumbnail(picture, side, square=True).data))
        self._show(f"{stem}-{SHOWN_SIDE}.webp")
        record("member.photo_changed", actor=by, subject=cast("Member", self))

    @transaction.atomic
    def drop_photo(self, *, by: Member) -> None:
        """Show initials again."""
        cast("Member", self).one_profile_at_a_time()
        if self.photo or (cast("Member", self).aside or {}).get("photo"):
            self._show("")
            record("member.photo_changed", actor=by, subject=cast("Member", self))

    def _show(self, photo: str) -> None:
        member = cast("Member", self)
        is_hidden = member.profile_hidden_at is not None
        for name in sizes((member.aside or {}).get("photo", "") if is_hidden else self.photo):
            transaction.on_commit(partial(default_storage.delete, name))
        if is_hidden:
            member.keep_aside({"photo": photo})
            return
        self.photo = photo
        self.save(update_fields=["photo"])


def of_photo(name: str) -> str:
    """By the name of a file, the photo in its middle size that it belongs to."""
    return f"photos/{name.rpartition('-')[0]}-{SHOWN_SIDE}.webp"


def sizes(photo: str) -> list[str]:
    """The files of a photo in all its sizes."""
    stem = photo.removesuffix(f"-{SHOWN_SIDE}.webp")
    return [f"{stem}-{side}.webp" for side in PHOTO_SIDES] if photo else []
