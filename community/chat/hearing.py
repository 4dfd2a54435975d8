"""Who hears of a line: who asked to, who may know of it, and who does not want to hear from its author."""

from __future__ import annotations

from collections.abc import Collection

from community.chat.models import ChatLine, ChatRoom, ChatSeat, Hearing
from community.following.hearing import seers
from community.following.models import Follow, Level
from community.following.reaching import out_of_reach


def followers_of_room(room: ChatRoom) -> set[int]:
    """Members who want to hear of every line."""
    return set(ChatSeat.objects.filter(room=room, level=Hearing.EVERYTHING).values_list("member_id", flat=True))


def admitted(line: ChatLine, actor_id: int, members: Collection[int]) -> set[int]:
    """Of these members, those who may see the line and want to hear of its room and from this actor: four queries."""
    if not members:
        return set()
    left = seers(line.room.space, members)
    left -= out_of_reach(actor_id, left, space=line.room.space, addressed=line.mentioned)
    silent = ChatSeat.objects.filter(room=line.room, member__in=left, level=Hearing.NOTHING)
    left -= set(silent.values_list("member_id", flat=True))
    turned_away = Follow.objects.filter(level=Level.NOTHING, person=actor_id, member__in=left)
    return left - set(turned_away.values_list("member_id", flat=True))
