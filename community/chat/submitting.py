"""Submitting a line: pressed fifty times it is said once; limits count under one lock."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import transaction

from community.chat.models import ChatLine, ChatRoom
from community.chat.pace import screened, too_fast
from community.chat.permissions import may_edit, may_write
from community.chat.reading import read_to
from community.chat.writing import earlier
from members.profiles.refusing import check

if TYPE_CHECKING:
    from members.profiles.models import Member


@transaction.atomic
def submit_line(room: ChatRoom, *, by: Member, source: str, key: str) -> ChatLine:
    """Write a line; who writes has read the room.

    Raises NotNow, LineEmpty, PostTooLong, AtRest, SameKeyOtherText.
    """
    key = key or uuid.uuid4().hex
    again = earlier(by, key, room, source)
    if again is not None:
        return again
    room = ChatRoom.objects.select_related("space").get(pk=room.pk)  # it may rest since the page was opened
    check(may_write(by, room) or too_fast(by, source) or screened(by, source))
    line = room.write(by=by, source=source, key=key)
    read_to(by, room, line.pk)
    return line


@transaction.atomic
def submit_edit(line: ChatLine, *, by: Member, source: str) -> None:
    """Save other words. Raises NotNow, LineEmpty, PostTooLong."""
    check(may_edit(by, line) or screened(by, source))
    line.edit(by=by, source=source)
