"""Trait: a line can be deleted by its author or the team; where it stood stays marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db import transaction

from community.restoring import Restorable
from config.lib.live import publish
from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from community.chat.models import ChatLine


class Withdrawable(Restorable):
    """Deleted lines leave a tombstone, so that what was said after them keeps its sense."""

    class Meta:
        abstract = True

    @transaction.atomic
    def delete_softly(self, *, by: Member) -> None:
        """Show a tombstone instead."""
        if self._went(by):
            record("line.deleted", actor=by, subject=self)
            self.say_it_changed()

    @transaction.atomic
    def restore(self, *, by: Member) -> None:
        """Show the line again as it was."""
        if self._came_back():
            record("line.restored", actor=by, subject=self)
            self.say_it_changed()

    def say_it_changed(self) -> None:
        """Let open pages fetch the line anew."""
        line = cast("ChatLine", self)
        publish(f"chat:{line.room_id}", "line.changed", line=line.pk)
