"""Which uploads a message shows. They stand further up, and what knows them says here which of them are meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.messages.models import Message

Finder = Callable[[str, int], list[int]]
_FINDERS: list[Finder] = []


def find_by(finder: Finder) -> None:
    """From now on, also ask this for the ids of unused uploads of a member (second) that a text (first) names."""
    _FINDERS.append(finder)


def attach(message: Message) -> None:
    """Give the author's unused uploads that the message names to it."""
    from members.messages.models import MessagePicture

    if message.author_id is None:
        return
    named = {pk for finder in _FINDERS for pk in finder(message.source, message.author_id)}
    rows = [MessagePicture(message=message, upload_id=pk) for pk in sorted(named)]
    MessagePicture.objects.bulk_create(rows, ignore_conflicts=True)


def shown_in_messages() -> Exists:
    """For a query over uploads: whether a message shows it."""
    from members.messages.models import MessagePicture

    return Exists(MessagePicture.objects.filter(upload_id=OuterRef("pk")))


def shown_to(viewer: Viewer) -> Exists:
    """For a query over uploads: whether a message shows it that the viewer may read."""
    from members.messages.models import Message, MessagePicture

    readable = Message.objects.readable_by(viewer)
    return Exists(MessagePicture.objects.filter(upload_id=OuterRef("pk"), message__in=readable))
