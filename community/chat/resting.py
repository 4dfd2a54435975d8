"""Trait: a room in which nobody writes any more is put to rest, and can be woken."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from community.chat.models import ChatRoom

QUIET = timedelta(days=30)
"""After so long without a line a room is put to rest."""
AT_ONCE = 200


class Restable(models.Model):
    """Can rest: read by all as before, and written in by nobody until it is woken."""

    active_at = models.DateTimeField(default=timezone.now, editable=False)  # opened, last written in, or woken
    rested_at = models.DateTimeField(null=True, blank=True, editable=False)
    rested_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def rest(self, *, by: Member | None) -> None:
        """Take no more lines for now; by nobody if it was quiet for long."""
        if self.locked_row().rested_at is None:
            self.rested_at, self.rested_by = timezone.now(), by
            self.save(update_fields=["rested_at", "rested_by"])
            record("chat.rested", actor=by, subject=self)

    @transaction.atomic
    def wake(self, *, by: Member) -> None:
        """Take lines again."""
        if self.locked_row().rested_at is not None:
            self.rested_at = self.rested_by = None
            self.active_at = timezone.now()
            self.save(update_fields=["rested_at", "rested_by", "active_at"])
            record("chat.woken", actor=by, subject=self)

    def locked_row(self) -> ChatRoom:
        """The row as it is now; whoever writes in the room or changes its state waits."""
        room = cast("ChatRoom", self)
        locked: ChatRoom = type(room).objects.select_for_update(no_key=True).get(pk=room.pk)
        return locked


@transaction.atomic
def rest_quiet_rooms() -> int:
    """Put the rooms to rest that were quiet for QUIET, each once; those somebody writes in just now are passed over."""
    from community.chat.models import ChatRoom

    quiet = ChatRoom.objects.filter(rested_at=None, active_at__lt=timezone.now() - QUIET).order_by("active_at")
    rooms = list(quiet.select_for_update(no_key=True, skip_locked=True)[:AT_ONCE])
    for room in rooms:
        room.rest(by=None)
    return len(rooms)
