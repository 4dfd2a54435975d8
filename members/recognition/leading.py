"""Leaderboards: who was recognised most by others in a time that ends; whoever does not want to be there is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q, Sum
from django.utils import timezone

from members.profiles.finding import Wanted, people
from members.profiles.preferences import Preferences
from members.recognition.earning import EARNINGS
from members.recognition.points import Earned

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from config.lib.audience import Viewer
    from members.profiles.models import Member
    from members.recognition.boxes import Box
    from members.recognition.evidence import Thing
    from members.recognition.points import EarnedQuerySet
    from members.segments.predicates import Said

SHOWN, ASKED = 20, 60
NEWCOMER = timedelta(days=90)
"""So long after joining somebody is on the newcomers' leaderboard too."""
ELSEWHERE = Q(preferences__contains={"leaders": "hidden"})
"""Who does not want to be on leaderboards."""


@dataclass(frozen=True)
class Leader:
    """One line of a leaderboard; those with as many points share a place."""

    place: int
    member: Member
    points: int


@dataclass(frozen=True)
class Credit:
    """What one act was worth, with the thing it was about, as a reader may see it."""

    points: int
    label: Said
    thing: Thing


def listed(viewer: Viewer) -> QuerySet[Member]:
    """Whom this reader may find on leaderboards: those who are in the directory, and did not opt out."""
    return people(viewer, Wanted()).exclude(ELSEWHERE)


def is_listed(member: Member) -> bool:
    """Whether somebody is on leaderboards at all."""
    chosen = Preferences.of(member)
    return "hidden" not in (chosen.leaders, chosen.directory)


def leaders(viewer: Viewer, box: Box, *, newcomers: bool = False) -> list[Leader]:
    """The first of a leaderboard. Three queries.

    What is in the open by now is asked of those alone who were first when points were counted: asking it of everybody
    would read every post.
    """
    known = listed(viewer)
    if newcomers:
        known = known.filter(joined_at__gte=timezone.now() - NEWCOMER)
    rows = Earned.objects.since(box.begins).filter(member__in=known.order_by().values("pk"), points__gt=0)
    first = list(_totals(rows).values_list("member", flat=True)[:ASKED])
    now = Earned.objects.in_the_open().since(box.begins).filter(member__in=first, points__gt=0)
    totals: dict[int, int] = dict(_totals(now).values_list("member", "total")[:SHOWN])
    found = known.in_bulk(list(totals))
    points = list(totals.values())
    return [Leader(points.index(total) + 1, found[pk], total) for pk, total in totals.items() if pk in found]


def _totals(rows: EarnedQuerySet) -> QuerySet[Any, Any]:
    return rows.order_by().values("member").annotate(total=Sum("points")).order_by("-total", "member")


def earned_by(member: Member, box: Box) -> EarnedQuerySet:
    """What a member earned in a time, for what every member may read, the latest first."""
    return Earned.objects.in_the_open().since(box.begins).filter(member=member, points__gt=0).order_by("-at", "-pk")


def credits_of(rows: Iterable[Earned], viewer: Viewer) -> list[Credit]:
    """Points with their things, as far as this reader sees them: one query for each kind."""
    found = list(rows)
    things = {
        key: earning.things(viewer, ids)
        for key, earning in EARNINGS.items()
        if (ids := [row.thing_id for row in found if row.kind == key])
    }
    return [
        Credit(row.points, EARNINGS[row.kind].label, thing)
        for row in found
        if row.kind in EARNINGS and (thing := things[row.kind].get(row.thing_id))
    ]
