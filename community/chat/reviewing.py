"""Lines of chat as cases are about them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.chat.models import ChatLine
from community.posts.reviewing import FIRST_WORDS, marks_of, signed, state_of
from community.spaces.seeing import Visibility
from moderation.review.subjects import Item, Kind, Said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from config.lib.audience import Viewer


class Lines(Kind):
    """What somebody said in a room; not the line that tells of a thread."""

    key = "line"
    noun = gettext_lazy("Line of chat")
    icon = "message-circle"
    contents: ClassVar[tuple[str, ...]] = ("keep", "edit", "hide", "remove")

    def many(self, pks: Collection[int]) -> dict[int, Item]:
        """Two queries for all."""
        return {line.pk: _item(line) for line in _rows().filter(pk__in=pks).prefetch_related("versions")}

    def one(self, pk: int) -> Item | None:
        """With the nearest line before it and after it that can be read."""
        line = _rows().filter(pk=pk).first()
        if line is None:
            return None
        beside = ChatLine.objects.in_words().filter(room=line.room_id).select_related("author", "room__space")
        before, after = beside.filter(pk__lt=pk).order_by("-pk")[:1], beside.filter(pk__gt=pk).order_by("pk")[:1]
        return _item(line, before=_said(before), after=_said(after))

    def reportable(self, viewer: Viewer, pk: int) -> Item | None:
        """What can be read and is somebody else's."""
        found = ChatLine.objects.readable_by(viewer).filter(pk=pk, held_at=None, tells_of=None)
        if viewer.is_authenticated:
            found = found.exclude(author=viewer)
        return self.many([pk]).get(pk) if found.exists() else None

    def seen_by(self, viewer: Viewer, pk: int) -> Item | None:
        """Of the rooms the viewer sees."""
        return self.many([pk]).get(pk) if ChatLine.objects.visible_to(viewer).filter(pk=pk).exists() else None

    def thing(self, pk: int) -> Any:
        """The line, locked."""
        lines = ChatLine.objects.select_for_update(of=("self",)).select_related("room__space")
        return lines.filter(pk=pk, tells_of=None).first()


def _rows() -> QuerySet[ChatLine]:
    found: QuerySet[ChatLine] = ChatLine.objects.filter(tells_of=None).select_related("author", "room__space")
    return found


def _said(lines: Iterable[ChatLine]) -> tuple[Said, ...]:
    return tuple(Said(line.author, line.created_at, line.html, line.get_absolute_url()) for line in lines)


def _item(line: ChatLine, *, before: tuple[Said, ...] = (), after: tuple[Said, ...] = ()) -> Item:
    room, space = line.room, line.room.space
    return Item(
        key=Lines.key,
        pk=line.pk,
        author=line.author,
        title=Truncator(" ".join(line.text.split())).chars(FIRST_WORDS),
        text=line.text,
        html=line.html,
        at=line.created_at,
        version=signed(line.source),
        url=line.get_absolute_url(),
        place=room.subject,
        place_url=room.get_absolute_url(),
        space_id=space.pk,
        space_name=space.name,
        hue=space.hue,
        is_private=space.visibility == Visibility.PRIVATE,
        language=space.language,
        state=state_of(line, is_gone=line.deleted_at is not None),
        edit_asked=line.edit_asked_at is not None,
        notes=tuple((_("It read before"), one.source) for one in line.versions.all()),
        before=before,
        after=after,
        facts={**marks_of(line), "room": room.pk},
    )
