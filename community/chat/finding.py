"""The room of an address, for views: 404 where the sender may not know of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse

from community.chat.models import ChatLine, ChatRoom
from community.spaces.showing import Place, in_space

if TYPE_CHECKING:
    from config.lib.audience import Viewer

    View = Callable[..., HttpResponse]


def in_room(view: View) -> View:
    """Give the view the space and the room of its address."""

    @in_space
    @wraps(view)
    def found(request: HttpRequest, place: Place, room_id: int, **rest: Any) -> HttpResponse:
        return view(request, place, find_room(request.user, place, room_id), **rest)

    return found


def find_room(viewer: Viewer, place: Place, room_id: int) -> ChatRoom:
    """A room of this space, with what its page asks about it: one query. Raises Http404."""
    rooms = ChatRoom.objects.visible_to(viewer).for_opening(viewer)
    room: ChatRoom | None = rooms.filter(space=place.space, pk=room_id).first()
    if room is None:
        raise Http404
    room.space = place.space
    return room


def find_line(viewer: Viewer, room: ChatRoom, line_id: int) -> ChatLine:
    """A line of this room. Raises Http404."""
    line: ChatLine | None = ChatLine.objects.visible_to(viewer).filter(room=room, pk=line_id).first()
    if line is None:
        raise Http404
    line.room = room
    return line
