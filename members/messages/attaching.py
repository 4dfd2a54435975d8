"""Which uploads a message shows. They stand further up, and what knows them says here which of them are meant."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from django.db.models import BigIntegerField, Exists, F, Func, OuterRef, Q

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


def pictures_of(messages: Collection[Message]) -> dict[int, list[int]]:
    """Ids of the uploads that these messages show, by message: one query."""
    from members.messages.models import MessagePicture

    found: dict[int, list[int]] = {message.pk: [] for message in messages}
    for message, upload in MessagePicture.objects.filter(message__in=messages).values_list("message", "upload_id"):
        found[message].append(upload)
    return found


def shown_in_messages() -> Q:
    """For a query over uploads: whether a message shows it, or a report of one."""
    from members.messages.models import MessagePicture

    return Q(Exists(MessagePicture.objects.filter(upload_id=OuterRef("pk")))) | _in_reports()


def shown_to(viewer: Viewer) -> Q:
    """For a query over uploads: whether a message shows it that the viewer may read; to the team, also a report."""
    from members.messages.models import Message, MessagePicture

    readable = Message.objects.readable_by(viewer)
    seen = Q(Exists(MessagePicture.objects.filter(upload_id=OuterRef("pk"), message__in=readable)))
    return seen | _in_reports() if viewer.is_authenticated and viewer.is_moderator else seen


def _in_reports() -> Q:
    """What was reported stays to be seen by the team, also when its author deletes the message."""
    from members.messages.models import MessageReport

    shown = Func(
        F("shown"), template="jsonb_path_query(%(expressions)s, '$[*].pictures[*]')::bigint",
        output_field=BigIntegerField(),
    )  # fmt: skip
    return Q(pk__in=MessageReport.objects.annotate(upload=shown).values("upload"))
