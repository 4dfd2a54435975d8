"""Trait: a room is about one subject, which hosts may change."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db import models, transaction

from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from community.chat.models import ChatRoom


class Steerable(models.Model):
    """Says what it is about."""

    class Meta:
        abstract = True

    @transaction.atomic
    def change_subject(self, subject: str, *, by: Member) -> None:
        """Be about something else from now on; the log keeps who changed it and when."""
        room = cast("ChatRoom", self)
        if subject != room.subject:
            room.subject = subject
            room.save(update_fields=["subject"])
            record("chat.subject_changed", actor=by, subject=room)
