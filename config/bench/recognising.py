"""How long recognition takes over a large membership: levels of a night, badges, points, leaderboards."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils import timezone

from members.profiles.models import Member
from members.recognition.awarding import award_due
from members.recognition.badges import Badge
from members.recognition.boxes import boxes
from members.recognition.counting import count_now, count_season
from members.recognition.leading import leaders
from members.recognition.models import LevelMove, LevelStanding
from members.recognition.points import Scoring
from members.recognition.suggesting import left, take_over
from members.recognition.weighing import weigh_all
from members.segments.models import Segment


@dataclass(frozen=True)
class Step:
    """One piece of work: how many rows it changed or found, and the seconds it took."""

    what: str
    rows: int
    seconds: float


def recognise() -> Iterator[Step]:
    """Forget everybody's level, badges and points, and do all of it from the beginning, and then once more."""
    by = Member.objects.present().earliest("pk")
    LevelMove.objects.all().delete()
    LevelStanding.objects.all().delete()
    segments = list(Badge.objects.exclude(segment=None).values_list("segment", flat=True))
    Badge.objects.all().delete()
    Segment.objects.filter(pk__in=segments).delete()
    Scoring.current().stop(by=by)
    Scoring.objects.update(placed_at=None)
    yield _timed("levels, the first night: who is told", weigh_all)
    yield _timed("levels, a night in which nobody moves", weigh_all)
    for suggestion in left():
        take_over(suggestion, by=by).start(by=by)
    yield _timed("badges, the first time", award_due)
    yield _timed("badges, half an hour later", award_due)
    Scoring.current().start(by=by)
    yield _timed("points of the season, the first time", count_season)
    yield _timed("points of the season, again", count_season)
    yield _timed("points of this month, again", count_now)
    for box in boxes(timezone.now()).values():
        yield _timed(f"leaderboard: {box.label}", lambda box=box: len(leaders(by, box)))  # type: ignore[misc]


def _timed(what: str, act: Callable[[], int]) -> Step:
    began = time.perf_counter()
    rows = act()
    return Step(what, rows, time.perf_counter() - began)
