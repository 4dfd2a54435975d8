"""The demo community's chat rooms: what was said lately, and one room that has come to rest."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from community.chat.models import ChatLine, ChatRoom, ChatSeat
from community.chat.resting import QUIET
from community.chat.writing import rendered_into
from community.spaces.models import Space
from config.demo.parsing import FOLDER, DemoFault
from members.profiles.models import Member

SIGNED_IN = ("ben", "nia", "mia", "mo", "olli")
UNREAD = 4
"""So many lines of a lively room those who can sign in have not read yet."""
_LINE = re.compile(r"(\d+) (\w+): (.+)")


def chat(spaces: dict[str, Space], members: dict[str, Member], now: datetime) -> None:
    """All rooms with their lines, in the order of time."""
    room: ChatRoom | None = None
    for number, text in enumerate((FOLDER / "chat.txt").read_text(encoding="utf-8").splitlines(), 1):
        if text.startswith("= "):
            room = _open(text.removeprefix("= "), spaces, members, now)
        elif text and not text.startswith("#"):
            found = _LINE.fullmatch(text)
            if room is None or found is None or found[2] not in members:
                raise DemoFault(f"chat.txt:{number}: this is no line of chat by somebody who is known")
            _say(room, members[found[2]], found[3], now - timedelta(minutes=int(found[1])))
    for settled in ChatRoom.objects.all():
        _settle(settled, [members[handle] for handle in SIGNED_IN])


def _open(text: str, spaces: dict[str, Space], members: dict[str, Member], now: datetime) -> ChatRoom:
    slug, subject, handle, days, *rest = text.split(" | ")
    opened = now - timedelta(days=int(days))
    return ChatRoom.objects.create(
        space=spaces[slug], subject=subject, author=members[handle], opened_at=opened, active_at=opened,
        rested_at=opened + QUIET + timedelta(days=12) if rest else None,
    )  # fmt: skip


def _say(room: ChatRoom, member: Member, source: str, at: datetime) -> None:
    line = ChatLine(room=room, author=member, created_at=at)
    rendered_into(line, source)
    line.save()
    ChatRoom.objects.filter(pk=room.pk).update(active_at=at)


def _settle(room: ChatRoom, readers: list[Member]) -> None:
    """Who wrote in a room has read it; the others of those who can sign in are a few lines behind."""
    ids = list(ChatLine.objects.filter(room=room).order_by("pk").values_list("pk", "author_id"))
    wrote = {author for _pk, author in ids}
    behind = ids[max(0, len(ids) - 1 - UNREAD)][0]
    seats = [
        ChatSeat(member=member, room=room, last_line=ids[-1][0] if member.pk in wrote else behind)
        for member in readers
        if room.rested_at is None
    ]
    ChatSeat.objects.bulk_create(seats)
