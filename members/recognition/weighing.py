"""Who has which level: weighed when somebody did something, and of everybody each night, in batches."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member
from members.recognition.asking import Asked, asked_for
from members.recognition.ladder import EARNED, Step
from members.recognition.models import LevelGrant, LevelMove, LevelStanding, Move
from members.segments.rules import matching

NOTICE = timedelta(days=14)
"""So long before a level ends its member is told, and can still keep it."""
BATCH = 10_000


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
    return _settle(member_id, now, asked)


@transaction.atomic
def _settle(member_id: int, now: datetime, asked: dict[Step, Asked]) -> Move | None:
    """The same once more, while nobody else can: two workers change and tell a thing once."""
    member = Member.objects.present().select_for_update(no_key=True).filter(pk=member_id).first()
    if member is None:
        return None
    target = fitting([member_id], now, asked)[member_id]
    standing = LevelStanding.objects.filter(member=member).first() or LevelStanding(member=member, since=now)
    move = _due(standing if standing.pk else None, target, now)
    if move is None:
        return None
    before = standing.step
    standing.falls_at = now + NOTICE if move == Move.AT_RISK else None
    if move in (Move.REACHED, Move.LOST):
        standing.step, standing.since = target, now
    standing.save()
    told = LevelMove.objects.create(
        member=member, move=move, step=target if move == Move.REACHED else before, then=target, at=now,
        falls_at=standing.falls_at,
    )  # fmt: skip
    _record(move, member, told)
    return move


def _record(move: Move, member: Member, told: LevelMove) -> None:
    facts = {"step": told.step, "then": told.then}
    if move == Move.REACHED:
        record("level.reached", actor=member, subject=told, **facts)
    elif move == Move.AT_RISK:
        record("level.at_risk", actor=None, subject=told, **facts)
    elif move == Move.KEPT:
        record("level.kept", actor=member, subject=told, **facts)
    else:
        record("level.lost", actor=None, subject=told, **facts)


def weigh_all(now: datetime | None = None) -> int:
    """Weigh everybody, batch by batch; returns how many levels moved. What is begun anew does nothing twice."""
    now = now or timezone.now()
    asked, last, moved = asked_for(now), 0, 0
    people = Member.objects.present().order_by("pk")
    while ids := list(people.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        last = ids[-1]
        standings = LevelStanding.objects.in_bulk(ids, field_name="member_id")
        for pk, target in fitting(ids, now, asked).items():
            if _due(standings.get(pk), target, now) is not None:
                moved += weigh(pk, now, asked) is not None
    return moved
