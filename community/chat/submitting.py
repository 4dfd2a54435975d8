"""Submitting a line: pressed fifty times it is said once; limits count under one lock."""

from __future__ import annotations

import uuid

from django.db import transaction

from community.chat.models import ChatLine, ChatRoom
from community.chat.pace import screened, too_fast
from community.chat.permissions import may_edit, may_write
from community.chat.reading import read_to
from community.chat.writing import earlier
from community.screened.postings import edited_line, new_line
from members.profiles.models import Member
from members.profiles.refusing import check
from moderation.screening.keeping import keep, noting
from moderation.screening.looking import screen


@noting
@transaction.atomic
def submit_line(room: ChatRoom, *, by: Member, source: str, key: str, insist: str = "", sender: str = "") -> ChatLine:
    """Write a line; who writes has read the room. `insist` and `sender` are for screening.

    Raises NotNow, LineEmpty, PostTooLong, AtRest, SameKeyOtherText.
    """
    key = key or uuid.uuid4().hex
    again = earlier(by, key, room, source)
    if again is not None:
        return again
    room = ChatRoom.objects.select_related("space").get(pk=room.pk)  # it may rest since the page was opened
    check(may_write(by, room) or too_fast(by, source) or screened(by, "line", source))
    found = screen(new_line(room, source, by=by, sender=sender), insist=insist)
    line = room.write(by=by, source=source, key=key, held=found.held)
    keep(found, "line", line)
    read_to(by, room, line.pk)
    return line


@noting
@transaction.atomic
def submit_edit(line: ChatLine, *, by: Member, source: str, insist: str = "") -> None:
    """Save other words. Raises NotNow, LineEmpty, PostTooLong."""
    # First the person, then the line, then cases, as whoever decides about it: they may have hidden it meanwhile.
    Member.objects.one_at_a_time(by)
    marks = ["source", "deleted_at", "hidden_at", "held_at", "removed_at", "edit_asked_at"]
    line.refresh_from_db(fields=marks, from_queryset=ChatLine.objects.select_for_update(of=("self",)))
    check(may_edit(by, line) or screened(by, "edit", source))
    found = screen(edited_line(line, source, by=by), insist=insist)
    line.edit(by=by, source=source)
    keep(found, "line", line)
