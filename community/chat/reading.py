"""How far somebody has read a room, what is new for them in a space, and how much they want to hear."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import Case, Exists, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.expressions import Func
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from community.chat.models import ChatLine, ChatRoom, ChatSeat, Hearing
from community.following.models import Silence
from community.surfaces import gathering_number
from members.activity.log import record
from members.notifications.reading import mark_read

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member

NEWS_LIMIT = 100
"""Counts stop here: nobody reads "1,204 new" differently from "99+"."""


def counted(number: int) -> str:
    """A number of new lines as it is shown: nothing for none, and an end to counting."""
    return "" if number < 1 else str(number) if number < NEWS_LIMIT else f"{NEWS_LIMIT - 1}+"


def read_to(member: Member, room: ChatRoom, line_id: int) -> None:
    """Remember that the member has read up to a line, never backwards; notices up to there are read too."""
    newest = ChatLine.objects.filter(room=room, pk__lte=line_id).order_by("-pk").values_list("pk", flat=True).first()
    if newest is None:
        return
    now = timezone.now()
    seat = ChatSeat(member=member, room=room, last_line=newest, read_at=now)
    ChatSeat.objects.bulk_create([seat], ignore_conflicts=True)
    ChatSeat.objects.filter(member=member, room=room, last_line__lt=newest).update(
        last_line=Greatest("last_line", newest), read_at=now
    )
    mark_read(member, notice_number(room), up_to=newest)


def notice_number(room: ChatRoom) -> int:
    """Under which number notices about a room gather: below zero, where it never meets a thread's."""
    return gathering_number("chat room", room.pk)


@transaction.atomic
def hear(member: Member, room: ChatRoom, level: str) -> None:
    """Keep how much the member wants to hear of a room. Raises ValueError for an unknown level."""
    if level not in Hearing.values:
        raise ValueError(f"{level!r} cannot be chosen here")
    seat, _new = ChatSeat.objects.select_for_update().get_or_create(member=member, room=room)
    if seat.level != level:
        seat.level = level
        seat.save(update_fields=["level"])
        record("chat.hearing_chosen", actor=member, subject=room, level=level)


def unread(viewer: Viewer) -> Case | Value:
    """For a query over rooms: how many lines are new to the viewer, at most NEWS_LIMIT; 0 for visitors.

    Lines older than one's sign-up, one's own and those of muted members are not new; nor is anything where one wants
    to hear nothing.
    """
    if not viewer.is_authenticated:
        return Value(0, output_field=IntegerField())
    seat = ChatSeat.objects.filter(member=viewer, room=OuterRef(OuterRef("pk")))
    silent = ChatSeat.objects.filter(member=viewer, room=OuterRef("pk"), level=Hearing.NOTHING)
    muted = Silence.objects.filter(member=viewer, other=OuterRef("author"))
    fresh = (
        ChatLine.objects.filter(
            ~Exists(muted), room=OuterRef("pk"), created_at__gt=viewer.joined_at, deleted_at=None, hidden_at=None,
            held_at=None, pk__gt=Coalesce(Subquery(seat.values("last_line")[:1]), 0),
        )
        .exclude(author=viewer)
        .order_by("pk")
    )  # fmt: skip
    number = Func(ArraySubquery(fresh.values("pk")[:NEWS_LIMIT]), function="cardinality", output_field=IntegerField())
    return Case(When(Exists(silent), then=Value(0)), default=number, output_field=IntegerField())


def rooms_of(viewer: Viewer, space_id: int) -> QuerySet[Any]:
    """The rooms of a space with what is new in each, the liveliest first and those at rest last."""
    rooms = ChatRoom.objects.visible_to(viewer).filter(space=space_id).annotate(fresh=unread(viewer))
    ordered: QuerySet[Any] = rooms.order_by(F("rested_at").desc(nulls_first=True), "-active_at", "-pk")
    return ordered
