"""How long it takes to bring members to their stages: a look where nobody moves, many who move, and the preview."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import transaction

from config.bench.asking import Took, timed
from members.profiles.models import Member
from members.stages.models import Stage, Standing
from members.stages.moving import BATCH, move_next, place_next
from members.stages.previewing import numbers, preview
from members.stages.ruling import rulings
from members.stages.setting import move

MOVED = 20_000


@dataclass(frozen=True)
class Stood:
    """One thing that was measured: to how many it happened, and how long one time of it took."""

    what: str
    members: int
    took: Took


def stand(rounds: int) -> Iterator[Stood]:
    """Place whoever has no place, then measure; what is moved for it is moved back by the rules."""
    placed, took = _through(place_next)
    if placed:
        yield Stood(f"placing those who have none, {BATCH} at a time", placed, took)
    _through(move_next)
    _nobody, took = timed(move_next, rounds)
    yield Stood("a look at everybody in which nobody moves", Standing.objects.count(), took)
    now, took = timed(lambda: preview(rulings()), rounds)
    yield Stood("who would move today, where nobody does", now.count, took)
    _counted, took = timed(numbers, rounds)
    yield Stood("how many are where", sum(numbers().values()), took)
    ids = Standing.objects.exclude(stage=Stage.AWARE).order_by("pk").values_list("pk", flat=True)[:MOVED]
    Standing.objects.filter(pk__in=list(ids)).update(stage=Stage.AWARE)
    would, took = timed(lambda: preview(rulings()), rounds)
    yield Stood("who would move today, where many do", would.count, took)
    moved, took = _through(move_next)
    yield Stood(f"moving them, {BATCH} at a time", moved, took)
    one = Member.objects.present().earliest("pk")
    _there, took = timed(lambda: _by_hand(one), rounds)
    yield Stood("setting one by hand", 1, took)


def _through(step: Callable[[], int]) -> tuple[int, Took]:
    """Do a step until nobody is left: how many, and the median time of a batch in milliseconds."""
    times, count = [], 0
    while True:
        start = time.perf_counter()
        done = step()
        count += done
        if done:
            times.append((time.perf_counter() - start) * 1000)
        if done < BATCH:
            return count, Took(sorted(times)[len(times) // 2] if times else 0, 0)


def _by_hand(member: Member) -> None:
    with transaction.atomic():
        move(member, Stage.ADVOCATING, by=None, why="To see how long it takes")
        transaction.set_rollback(True)
