"""Trait: a line can be deleted by its author or the team; where it stood stays marked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils import timezone

from config.lib.live import publish
from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from community.chat.models import ChatLine

WAY_BACK = timedelta(days=30)


class Withdrawable(models.Model):
    """Deleted lines leave a tombstone, so that what was said after them keeps its sense."""

    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)
    deleted_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def delete_softly(self, *, by: Member) -> None:
        """Show a tombstone instead."""
        if self.deleted_at is None:
            self.deleted_at, self.deleted_by = timezone.now(), by
            self.save(update_fields=["deleted_at", "deleted_by"])
            record("line.deleted", actor=by, subject=self)
            self.say_it_changed()

    @transaction.atomic
    def restore(self, *, by: Member) -> None:
        """Show the line again as it was."""
        if self.deleted_at is not None:
            self.deleted_at = self.deleted_by = None
            self.save(update_fields=["deleted_at", "deleted_by"])
            record("line.restored", actor=by, subject=self)
            self.say_it_changed()

    def say_it_changed(self) -> None:
        """Let open pages fetch the line anew."""
        line = cast("ChatLine", self)
        publish(f"chat:{line.room_id}", "line.changed", line=line.pk)

    @property
    def can_come_back(self) -> bool:
        """Whether restoring is still possible."""
        return self.deleted_at is not None and timezone.now() - self.deleted_at < WAY_BACK
