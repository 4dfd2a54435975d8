"""Rooms to talk in."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from community.chat.models import ChatLine, ChatRoom
from community.chat.opening import open_room
from community.spaces.models import Space
from members.groups.models import Group
from members.profiles.models import Member
from tests.factories import a_space

Say = Callable[..., Any]


@pytest.fixture
def room(space: Space, mo: Member) -> ChatRoom:
    """A room in the open space, opened by the moderator."""
    return open_room(space, by=mo, subject="Saturday's repair café")


@pytest.fixture
def back_room(circle: Group, ben: Member) -> ChatRoom:
    """A room in a private space that ben hosts and nia does not see."""
    return open_room(a_space("Back room", group=circle, hosts=(ben,)), by=ben, subject="Who brings the keys")


@pytest.fixture
def says(as_: Any) -> Say:
    """Send a line as somebody, the way a browser without script does."""

    def send(member: Any, room: ChatRoom, body: str, **more: Any) -> Any:
        headers = more.pop("headers", {})
        address = reverse("chat_write", args=[room.space.slug, room.pk])
        return as_(member).post(address, {"body": body} | more, headers=headers)

    return send


def lines(room: ChatRoom) -> list[str]:
    """What was said in a room, in order."""
    return list(ChatLine.objects.filter(room=room).order_by("pk").values_list("source", flat=True))
