"""Counting points from the log: the same acts give the same points, however often and in whatever order it is done."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from members.activity.models import Activity
from members.profiles.models import Member
from members.recognition.boxes import month_after, month_of, months_to_count
from members.recognition.earning import EARNINGS, Earning
from members.recognition.points import Earned, Scoring

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

GIVEN_A_DAY = 30
"""So many points at most come from one member on one day, to all others together."""
BATCH = 2000


@dataclass(frozen=True)
class Act:
    """One act that earns points, with all that decides how many."""

    activity_id: int
    at: datetime
    giver_id: int
    member_id: int
    kind: str
    thing_id: int


def reckon(acts: Iterable[Act]) -> dict[int, int]:
    """The points of each act of one month (UTC), by the number of its activity.

    The nth act of a giver for the same member counts the nth part of its worth, rounded down; and from one giver come
    at most GIVEN_A_DAY points a day.
    """
    turns, given = Counter[tuple[int, int]](), Counter[tuple[int, object]]()
    found = {}
    for act in sorted(acts, key=lambda act: (act.at, act.activity_id)):
        turns[act.giver_id, act.member_id] += 1
        share = EARNINGS[act.kind].worth // turns[act.giver_id, act.member_id]
        day = act.giver_id, act.at.date()
        found[act.activity_id] = min(share, GIVEN_A_DAY - given[day])
        given[day] += found[act.activity_id]
    return found


def count_now(now: datetime | None = None) -> int:
    """Count this month's points; returns how many rows changed."""
    return count_month(month_of(now or timezone.now()))


def count_season(now: datetime | None = None) -> int:
    """Count all that leaderboards are about, and forget what is older; returns how many rows changed."""
    months = months_to_count(now or timezone.now())
    Earned.objects.filter(at__lt=months[0]).delete()
    return sum(count_month(month) for month in months)


@transaction.atomic
def count_month(begins: datetime) -> int:
    """Let the rows of one month be what the log says; returns how many changed. Nothing while there are no points."""
    # Two workers come one after the other here, and nothing is counted once points were stopped.
    if Scoring.current().counted_since is None or Scoring.held().counted_since is None:
        return 0
    acts = {act.activity_id: act for act in _acts(begins)}
    points = reckon(acts.values())
    rows = Earned.objects.filter(at__gte=begins, at__lt=month_after(begins))
    kept = dict(rows.values_list("activity_id", "points"))
    gone = kept.keys() - acts.keys()
    rows.filter(activity_id__in=gone).delete()
    new = [Earned(**vars(act), points=points[pk]) for pk, act in acts.items() if pk not in kept]
    Earned.objects.bulk_create(new, batch_size=BATCH)
    other = defaultdict(list)
    for pk in kept.keys() & acts.keys():
        if kept[pk] != points[pk]:
            other[points[pk]].append(pk)
    for number, ids in other.items():
        rows.filter(activity_id__in=ids).update(points=number)
    return len(gone) + len(new) + sum(map(len, other.values()))


def _acts(begins: datetime) -> Iterator[Act]:
    """The acts of one month that stand: each member's first for each thing, for what every member may read."""
    for key, earning in EARNINGS.items():
        seen = set()
        rows = _standing(earning, begins).order_by("at", "pk")
        for pk, at, giver, member, thing in rows.values_list("pk", "at", "actor_id", "receiver", "subject_id"):
            if (giver, thing) not in seen:
                seen.add((giver, thing))
                yield Act(pk, at, giver, member, key, thing)


def _standing(earning: Earning, begins: datetime) -> QuerySet[Any]:
    there = Member.objects.present().values("pk")
    before = Earned.objects.filter(
        at__lt=begins, kind=earning.key, giver=OuterRef("actor_id"), thing_id=OuterRef("subject_id")
    )
    acts = Activity.objects.filter(verb=earning.verb, at__gte=begins, at__lt=month_after(begins), actor__in=there)
    acts = acts.filter(~Exists(before), subject_id__in=earning.in_the_open())
    return earning.standing(acts).filter(receiver__in=there).exclude(receiver=F("actor_id"))
