"""How far somebody has read, and how many talks hold something new. Nobody else is told either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from members.messages.models import Message, Talk, TalkSeat
from members.notifications.reading import mark_read

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member

_BELOW = -(2**42)


def notice_number(talk_id: int) -> int:
    """Under which number notices about a talk gather: far below those of threads, rooms, guides and searches."""
    return _BELOW - talk_id


def read_to(seat: TalkSeat, message_id: int) -> None:
    """Remember that the member has read up to a message, never backwards; notices up to there are read too."""
    newest = Message.objects.filter(talk=seat.talk_id, pk__lte=message_id).order_by("-pk").values_list("pk", flat=True)
    last = newest.first()
    if last is None or seat.accepted_at is None:
        return
    moved = TalkSeat.objects.filter(pk=seat.pk, last_read__lt=last).update(last_read=last)
    if moved:
        mark_read(seat.member, notice_number(seat.talk_id), up_to=last)


def unread_talks(member: Member) -> QuerySet[TalkSeat]:
    """The seats of a member in talks that hold something new; what is muted or asked does not count."""
    seats: QuerySet[TalkSeat] = TalkSeat.objects.of(member).with_news()
    return seats


def talks_of(viewer: Viewer, *, asked: bool) -> QuerySet[TalkSeat]:
    """The seats of a reader with their talks, the liveliest first: those accepted, or those they are asked into."""
    seats = TalkSeat.objects.of(viewer).select_related("talk").filter(talk__last_message__gt=0)
    kept = seats.asked() if asked else seats.accepted()
    ordered: QuerySet[TalkSeat] = kept.order_by("-talk__active_at", "-talk__pk")
    return ordered


def newest_of(seats: list[TalkSeat], viewer: Viewer) -> dict[int, Message]:
    """The newest message of each of these talks, by talk: one query, however much was written in them."""
    newest = Message.objects.visible_to(viewer).filter(pk__in=[seat.talk.last_message for seat in seats])
    return {message.talk_id: message for message in newest.select_related("author", "about")}


def people_in(talks: list[Talk]) -> dict[int, list[TalkSeat]]:
    """Everybody who did not leave, by talk: one query."""
    found: dict[int, list[TalkSeat]] = {}
    rows = TalkSeat.objects.filter(talk__in=talks, left_at=None).select_related("member")
    for seat in rows.order_by("joined_at", "pk"):
        found.setdefault(seat.talk_id, []).append(seat)
    return found
