"""What programs put on home: the survey that waits, the question of this week, the next dates, what is celebrated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from programs.calendar.agenda import next_ones
from programs.calendar.seeing import with_places
from programs.celebrations.showing import lately
from programs.prompts.showing import tile_for
from programs.series.occurrences import Occurrence
from programs.surveys.announcing import promise
from programs.surveys.models import waiting_for

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from members.profiles.models import Member
    from programs.celebrations.models import Celebration
    from programs.prompts.showing import Tile

COMING = 4


@dataclass(frozen=True)
class Around:
    """All of it for one member; what does not concern them is empty."""

    tile: Tile | None
    coming: list[Occurrence]
    asked: Occurrence | None
    promise: StrOrPromise
    celebrated: list[Celebration]


def around(member: Member) -> Around:
    """Four queries, and more only for threads of what is on.

    Of the surveys the one that closes first, and none for who may not answer now.
    """
    waits = waiting_for(member).filter(occurrence=OuterRef("pk"))
    nearest = next_ones(member).values("pk")[:COMING]
    asking = waiting_for(member).order_by("occurrence__ends_at").values("occurrence")[:1]
    rows = Occurrence.objects.filter(Q(pk__in=nearest) | Q(pk__in=asking)).annotate(asks=Exists(waits))
    found: list[Any] = list(rows.select_related("program__space", "round", "thread").order_by("starts_at", "pk"))
    coming = [row for row in found if not row.asks]
    now = timezone.now()
    for row in coming:
        row.is_on = row.starts_at <= now
        if not row.is_on:
            row.thread = None  # nothing of a thread is shown before
    with_places([row for row in coming if row.is_on], member)
    asked = next((row for row in found if row.asks and not member.is_silenced), None)
    words = promise(asked.round) if asked is not None else ""
    return Around(tile_for(member), coming, asked, words, lately(member))
