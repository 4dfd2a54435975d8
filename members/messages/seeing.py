"""Sets of talks, seats and messages: one rule says who may read, and every surface asks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.messages.models import Message, Talk, TalkSeat


class SeatQuerySet(models.QuerySet["TalkSeat"]):
    """Sets of seats."""

    def taken(self) -> SeatQuerySet:
        """By whoever is in the talk or was asked into it."""
        return self.filter(left_at=None, declined_at=None)

    def of(self, viewer: Viewer) -> SeatQuerySet:
        """The seats of one reader; a visitor has none. Roles do not matter here."""
        return self.taken().filter(member=viewer) if viewer.is_authenticated else self.none()

    def accepted(self) -> SeatQuerySet:
        """Where the member wanted the talk."""
        return self.filter(accepted_at__isnull=False)

    def asked(self) -> SeatQuerySet:
        """Where the member has not said yet whether they want it."""
        return self.filter(accepted_at=None)

    def with_news(self) -> SeatQuerySet:
        """Where something was written that the member has not read, and that is not muted."""
        return self.accepted().filter(muted_at=None, talk__last_message__gt=F("last_read"))


class TalkQuerySet(models.QuerySet["Talk"]):
    """Sets of talks."""

    def visible_to(self, viewer: Viewer) -> TalkQuerySet:
        """Those the viewer has a seat in. The team sees no more than others."""
        from members.messages.models import TalkSeat

        return self.filter(Exists(TalkSeat.objects.of(viewer).filter(talk=OuterRef("pk"))))


class MessageQuerySet(models.QuerySet["Message"]):
    """Sets of messages."""

    def visible_to(self, viewer: Viewer) -> MessageQuerySet:
        """Messages of one's talks since one came; what is gone counts, because a mark stays."""
        from members.messages.models import TalkSeat

        seats = TalkSeat.objects.of(viewer).filter(talk=OuterRef("talk"), from_message__lt=OuterRef("pk"))
        return self.filter(Exists(seats))

    def lock(self, message: Message) -> None:
        """Learn what became of it meanwhile, and let nobody else change it before the transaction ends."""
        fields = ["source", "deleted_at", "hidden_at", "edited_at"]
        message.refresh_from_db(fields=fields, from_queryset=self.select_for_update(no_key=True))

    def readable_by(self, viewer: Viewer) -> MessageQuerySet:
        """Visible messages whose words are there."""
        return self.visible_to(viewer).filter(deleted_at=None, hidden_at=None)
