"""Sets of rooms and lines: who may see them, and how a page reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import JSONObject

from community.spaces.models import Space, SpaceHost
from community.threads.models import Thread

if TYPE_CHECKING:
    from community.chat.models import ChatLine, ChatRoom
    from config.lib.audience import Viewer


class RoomQuerySet(models.QuerySet["ChatRoom"]):
    """Sets of rooms."""

    def visible_to(self, viewer: Viewer) -> RoomQuerySet:
        """The rooms of spaces the viewer sees."""
        return self.filter(space__in=Space.objects.visible_to(viewer))

    def for_opening(self, viewer: Viewer) -> RoomQuerySet:
        """With the viewer's seat and whether who opened it has blocked them, in the same query."""
        from community.chat.models import ChatSeat
        from community.following.models import Silence

        if not viewer.is_authenticated:
            return self.annotate(
                seat_row=Value(None, output_field=models.JSONField()),
                author_blocks_me=Value(value=False, output_field=models.BooleanField()),
            )
        seats = ChatSeat.objects.filter(member=viewer, room=OuterRef("pk"))
        blocks = Silence.objects.filter(member=OuterRef("author"), other=viewer, blocked=True)
        return self.annotate(
            seat_row=Subquery(seats.values(row=JSONObject(last_line="last_line", level="level"))[:1]),
            author_blocks_me=Exists(blocks),
        )


class LineQuerySet(models.QuerySet["ChatLine"]):
    """Sets of lines."""

    def visible_to(self, viewer: Viewer) -> LineQuerySet:
        """Lines of visible rooms. Held ones for their author and the team only; tombstones count as visible."""
        seen = self.filter(room__space__in=Space.objects.visible_to(viewer))
        if not viewer.is_authenticated:
            return seen.filter(held_at=None)
        return seen if viewer.is_moderator else seen.filter(Q(held_at=None) | Q(author=viewer))

    def readable_by(self, viewer: Viewer) -> LineQuerySet:
        """Visible lines whose words may be shown: neither deleted nor hidden."""
        return self.visible_to(viewer).filter(deleted_at=None, hidden_at=None)

    def in_words(self) -> LineQuerySet:
        """What somebody said and everybody may read."""
        return self.filter(tells_of=None, deleted_at=None, hidden_at=None, held_at=None)

    def for_reading(self, viewer: Viewer) -> LineQuerySet:
        """With everything a line shows to this reader, in one query: by a host, by somebody muted, what it became."""
        from community.following.models import Silence

        hosting = SpaceHost.objects.filter(space=OuterRef("room__space"), member=OuterRef("author"))
        threads = Thread.objects.visible_to(viewer).filter(
            pk=OuterRef("tells_of__thread"), deleted_at=None, held_at=None
        )
        known = self.select_related("author", "tells_of__thread").annotate(
            by_host=Exists(hosting), thread_seen=Exists(threads)
        )
        if not viewer.is_authenticated:
            return known
        return known.annotate(by_muted=Exists(Silence.objects.filter(member=viewer, other=OuterRef("author"))))
