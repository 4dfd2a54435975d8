"""Whom somebody knows: their first message is no request. What stands further up says here whom members follow."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from django.db import models

from members.profiles.models import Member
from members.profiles.preferences import Preferences

if TYPE_CHECKING:
    from members.messages.models import TalkSeat

Knows = Callable[[int, Collection[int]], set[int]]
_ASKED: list[Knows] = []


def ask(knows: Knows) -> None:
    """From now on, also ask this who of some members (second) knows somebody (first)."""
    _ASKED.append(knows)


def who_know(member: Member, others: Collection[Member]) -> set[int]:
    """Of these others, ids of those to whom `member` is no stranger; the team is a stranger to nobody."""
    ids = [other.pk for other in others]
    if member.is_moderator:
        return set(ids)
    # Whoever wanted the talk of two with somebody knows them from then on.
    known = set(_of_pairs(member).filter(member__in=ids).values_list("member_id", flat=True))
    return known.union(*(knows(member.pk, ids) for knows in _ASKED))


def _of_pairs(member: Member) -> models.QuerySet[TalkSeat]:
    from members.messages.models import TalkSeat

    mine = TalkSeat.objects.filter(member=member).exclude(talk__pair="").values("talk")
    seats: models.QuerySet[TalkSeat] = TalkSeat.objects.accepted().filter(talk__in=mine).exclude(member=member)
    return seats


def comes_at_once(member: Member, known: Collection[int]) -> bool:
    """Whether a first message reaches `member` without a request; `known`: ids of those who know its writer."""
    return member.pk in known or Preferences.of(member).messages == "open"


def takes_none(member: Member, known: Collection[int]) -> bool:
    """Whether a member takes no messages from strangers, not even requests."""
    return Preferences.of(member).messages == "known" and member.pk not in known
