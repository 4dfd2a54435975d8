"""The turns of a host: theirs to come, and those others ask to be taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from programs.series.hosting import Offer
from programs.series.occurrences import Occurrence
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
    offered_by: Member | None
    """Who asked somebody else to be there; None: nobody did."""


@dataclass(frozen=True)
class Turns:
    """Everything the page draws."""

    mine: list[MyTurn]
    asked: list[MyTurn]
    """Those of others, which they cannot keep."""


def turns_of(member: Member) -> Turns:
    """What a member hosts from now on, and what they could take over: three queries."""
    rows = Occurrence.objects.hosted_by(member).taking_place().filter(ends_at__gt=timezone.now())
    rows = rows.select_related("program__space", "program__owner", "host", "thread__space").order_by("starts_at", "pk")
    mine = list(rows.filter(host=member)[:SHOWN])
    open_offers = Offer.objects.filter(taken_at=None, withdrawn_at=None)
    asked = list(rows.exclude(host=member).filter(opened_at=None, offers__in=open_offers)[:SHOWN])
    offers = {
        one.occurrence_id: one.by for one in open_offers.filter(occurrence__in=[*mine, *asked]).select_related("by")
    }
    return Turns([_turn(one, member, offers) for one in mine], [_turn(one, member, offers) for one in asked])


def _turn(occurrence: Occurrence, member: Member, offers: dict[int, Member]) -> MyTurn:
    kind = occurrence.program.kind
    doors = kind.doors(occurrence, member) if occurrence.host_id == member.pk else []
    walls = Walls(occurrence.starts_at, occurrence.program.zone)
    return MyTurn(occurrence, walls, doors, kind.url(occurrence), offers.get(occurrence.pk))
