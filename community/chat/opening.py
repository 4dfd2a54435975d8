"""Opening a room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from community.chat.models import ChatRoom
from members.activity.log import record

if TYPE_CHECKING:
    from community.spaces.models import Space
    from members.profiles.models import Member


@transaction.atomic
def open_room(space: Space, *, by: Member, subject: str) -> ChatRoom:
    """A new room in a space; one about the same subject that is open already is that one, also when pressed twice."""
    type(space).objects.select_for_update(no_key=True).get(pk=space.pk)
    known: ChatRoom | None = ChatRoom.objects.filter(space=space, subject__iexact=subject, rested_at=None).first()
    if known is not None:
        return known
    room = ChatRoom(space=space, author=by, subject=subject)
    room.save(force_insert=True)
    record("chat.opened", actor=by, subject=room, space=space.pk)
    return room
