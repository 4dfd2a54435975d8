"""The picture of a guest who is no member, kept in the three sizes of photos under a name nobody can guess."""

from __future__ import annotations

import secrets
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from config.lib.pictures import PHOTO_SIDES, Picture, thumbnail
from members.activity.log import record
from members.profiles.models import Member
from members.profiles.picturing import SHOWN_SIDE, sizes
from programs.amas.models import AmaPlan


@transaction.atomic
def show_guest(plan: AmaPlan, picture: Picture | None, *, by: Member) -> None:
    """Show this picture of the guest from now on (None: the first letters); the one before is deleted."""
    current = AmaPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    forget_picture(current)
    if picture is not None:
        stem = f"photos/{secrets.token_urlsafe(18)}"
        for side in PHOTO_SIDES:
            default_storage.save(f"{stem}-{side}.webp", ContentFile(thumbnail(picture, side, square=True).data))
        current.guest_photo = f"{stem}-{SHOWN_SIDE}.webp"
    current.save(update_fields=["guest_photo"])
    record("ama.planned", actor=by, subject=current.program, new=False)


def forget_picture(plan: AmaPlan) -> None:
    """Let go of the picture, and delete it once that is committed; whoever asks saves the plan."""
    for name in sizes(plan.guest_photo):
        transaction.on_commit(partial(default_storage.delete, name))
    plan.guest_photo = ""
