"""The turns of a host: theirs to come, and those others ask to be taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from programs.series.hosting import Offer
from programs.series.occurrences import Occurrence
from programs.series.swapping import edition, offers_to
from programs.series.wording import Walls

if TYPE_CHECKING:
    from members.profiles.models import Member
    from programs.series.formats import Door

SHOWN = 40


@dataclass(frozen=True)
class MyTurn:
    """One date, with what its host may do."""

    occurrence: Occurrence
    walls: Walls
    doors: list[Door]
    url: str
    offer: Offer | None
    """What its host asks of others; None: nothing."""

    @property
    def return_on(self) -> str:
        """When the turn is that is asked for it, on the reader's wall."""
        back = self.offer.in_return if self.offer is not None else None
        return Walls(back.starts_at, back.program.zone).here if back is not None else ""


@dataclass(frozen=True)
class Swap:
    """A turn one could have, and the one that would be given for it."""

    offer: Offer
    gets: Walls
    gives: Walls
    read_as: str


@dataclass(frozen=True)
class Turns:
    """Everything the page draws."""

    mine: list[MyTurn]
    asked: list[MyTurn]
    """Those of others, which they cannot keep."""
    swaps: list[Swap]
    """What others offer for a turn of one's own."""


def turns_of(member: Member) -> Turns:
    """What a member hosts from now on, and what they could take over or swap: four queries."""
    rows = Occurrence.objects.hosted_by(member).taking_place().filter(ends_at__gt=timezone.now())
    rows = rows.select_related("program__space", "program__owner", "host", "thread__space").order_by("starts_at", "pk")
    mine = list(rows.filter(host=member)[:SHOWN])
    open_offers = Offer.objects.open().select_related("by", "to", "in_return__program")
    to_come = rows.exclude(host=member).filter(opened_at=None, starts_at__gt=timezone.now())
    asked = list(to_come.filter(offers__in=Offer.objects.open().to_all())[:SHOWN])
    offers = {one.occurrence_id: one for one in open_offers.filter(occurrence__in=[*mine, *asked])}
    return Turns(
        [_turn(one, member, offers) for one in mine],
        [_turn(one, member, offers) for one in asked],
        [found for one in offers_to(member) if (found := swap_of(one)) is not None],
    )


def swap_of(offer: Offer) -> Swap | None:
    """An offer as whoever it is made to reads it; None where it asks for nothing in return."""
    one, back = offer.occurrence, offer.in_return
    if back is None:
        return None
    return Swap(offer, Walls(one.starts_at, one.program.zone), Walls(back.starts_at, back.program.zone), edition(offer))


def _turn(occurrence: Occurrence, member: Member, offers: dict[int, Offer]) -> MyTurn:
    kind = occurrence.program.kind
    doors = kind.doors(occurrence, member) if occurrence.host_id == member.pk else []
    walls = Walls(occurrence.starts_at, occurrence.program.zone)
    return MyTurn(occurrence, walls, doors, kind.url(occurrence), offers.get(occurrence.pk))
