"""Who has which level: weighed when somebody did something, and of everybody each night, in batches."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import batched

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member
from members.recognition.asking import Asked, asked_for
from members.recognition.ladder import EARNED, Step
from members.recognition.models import LevelGrant, LevelMove, LevelStanding, Move
from members.recognition.points import Scoring
from members.segments.rules import matching

NOTICE = timedelta(days=14)
"""So long before a level ends its member is told, and can still keep it."""
BATCH = 10_000
AT_ONCE = 200
"""So many members are held at once while their levels move."""
LONG_HERE = timedelta(days=30)
"""Who joined so long before levels are looked at for the first time is not told which one they have."""


def fitting(ids: Collection[int], now: datetime, asked: dict[Step, Asked]) -> dict[int, int]:
    """The level each of these members should have now: one query for each that is earned, one for those given."""
    found = dict.fromkeys(ids, int(Step.NEWCOMER))
    left = set(ids)
    for step in EARNED:
        left = _meeting(asked[step], left, now) if left else left
        found |= dict.fromkeys(left, int(step))
    # A given level counts until its notice begins, so that it ends on its day.
    given = LevelGrant.objects.filter(member__in=ids, ended_at=None, ends_at__gt=now + NOTICE)
    for member_id, level in given.values_list("member_id", "step"):
        found[member_id] = max(found[member_id], level)
    return found


def _meeting(asked: Asked, ids: Collection[int], now: datetime) -> set[int]:
    """Who meets what is asked; where that cannot be checked by now, nobody new does, and nobody loses by it."""
    if asked.criteria:
        return set(matching(asked.rule, now).filter(pk__in=ids).values_list("pk", flat=True))
    holding = LevelStanding.objects.filter(member__in=ids, step__gte=asked.step)
    return set(holding.values_list("member_id", flat=True))


def _due(standing: LevelStanding | None, target: int, now: datetime) -> Move | None:
    """What has to happen to somebody who has this level and should have that one."""
    step, falls_at = (standing.step, standing.falls_at) if standing else (Step.NEWCOMER, None)
    if target > step:
        return Move.REACHED
    if target == step:
        return Move.KEPT if falls_at else None
    if falls_at is None:
        return Move.AT_RISK
    return Move.LOST if falls_at <= now else None


def weigh(member_id: int, now: datetime | None = None, asked: dict[Step, Asked] | None = None) -> Move | None:
    """Let a member's level follow what they did. Returns what happened to it, if anything."""
    now, asked = now or timezone.now(), asked or asked_for(now)
    target = fitting([member_id], now, asked)[member_id]
    if _due(LevelStanding.objects.filter(member=member_id).first(), target, now) is None:
        return None
    return _settle([member_id], now, asked).get(member_id)


@transaction.atomic
def _settle(ids: Collection[int], now: datetime, asked: dict[Step, Asked]) -> dict[int, Move]:
    """The same once more, while nobody else can: two workers change and tell a thing once."""
    rows = Member.objects.present().select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    people = {member.pk: member for member in rows}
    standings = LevelStanding.objects.in_bulk(list(people), field_name="member_id")
    moved = []
    for pk, target in fitting(people, now, asked).items():
        standing = standings.get(pk) or LevelStanding(member=people[pk], since=now)
        move = _due(standings.get(pk), target, now)
        if move is not None:
            moved.append((standing, _moved(standing, move, target, now)))
    LevelStanding.objects.bulk_create(
        [standing for standing, _told in moved], update_conflicts=True, unique_fields=["member"],
        update_fields=["step", "since", "falls_at"],
    )  # fmt: skip
    for told in LevelMove.objects.bulk_create([told for _standing, told in moved]):
        _record(told, people[told.member_id])
    return {told.member_id: Move(told.move) for _standing, told in moved}


def _moved(standing: LevelStanding, move: Move, target: int, now: datetime) -> LevelMove:
    """Let a standing be what it is now; returns what is told of it. Neither is saved."""
    before = standing.step
    standing.falls_at = now + NOTICE if move == Move.AT_RISK else None
    if move in (Move.REACHED, Move.LOST):
        standing.step, standing.since = target, now
    return LevelMove(
        member_id=standing.member_id, move=move, step=target if move == Move.REACHED else before, then=target, at=now,
        falls_at=standing.falls_at,
    )  # fmt: skip


def _record(told: LevelMove, member: Member) -> None:
    facts = {"step": told.step, "then": told.then}
    if told.move == Move.REACHED:
        record("level.reached", actor=member, subject=told, **facts)
    elif told.move == Move.AT_RISK:
        record("level.at_risk", actor=None, subject=told, **facts)
    elif told.move == Move.KEPT:
        record("level.kept", actor=member, subject=told, **facts)
    else:
        record("level.lost", actor=None, subject=told, **facts)


def weigh_all(now: datetime | None = None) -> int:
    """Weigh everybody, batch by batch; returns how many levels moved. What is begun anew does nothing twice."""
    now = now or timezone.now()
    asked, last, moved = asked_for(now), 0, 0
    is_first = Scoring.current().placed_at is None
    people = Member.objects.present().order_by("pk")
    while ids := list(people.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        last = ids[-1]
        targets = fitting(ids, now, asked)
        if is_first:
            _place(targets, now)
        standings = LevelStanding.objects.in_bulk(ids, field_name="member_id")
        due = [pk for pk, target in targets.items() if _due(standings.get(pk), target, now) is not None]
        moved += sum(len(_settle(some, now, asked)) for some in batched(due, AT_ONCE, strict=False))
    if is_first:
        Scoring.objects.update_or_create(pk=1, defaults={"placed_at": now})
    return moved


def _place(targets: dict[int, int], now: datetime) -> None:
    """The first time levels are looked at: what members did long before is told to nobody as if it were new."""
    long_here = Member.objects.present().filter(pk__in=targets, joined_at__lt=now - LONG_HERE)
    LevelStanding.objects.bulk_create(
        [
            LevelStanding(member_id=pk, step=targets[pk], since=now)
            for pk in long_here.values_list("pk", flat=True)
            if targets[pk] > Step.NEWCOMER
        ],
        ignore_conflicts=True,
    )
