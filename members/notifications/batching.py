"""What mails and pushes share: what is young stays back, one member is served at a time, and a day has a budget."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from members.profiles.models import Member

BATCHED = timedelta(minutes=10)
"""So long what happens in one thread is told together."""
UNDO = timedelta(seconds=60)
"""What is younger is not told yet, so that undoing and quick edits are real."""
DAY = timedelta(days=1)
AT_ONCE, ROUNDS = 500, 20


def locked(member_id: int) -> Member | None:
    """The member, for one gatherer at a time: the budget is counted under this lock. None if another has it."""
    members = Member.objects.get_queryset().select_for_update(no_key=True, skip_locked=True)
    return members.only("time_zone").filter(pk=member_id).first()


def spent_until(made: Any, budget: int) -> datetime | None:
    """When one more may be made than these, of which a member gets `budget` in 24 hours; None if one may be now."""
    spent = made.filter(created_at__gt=timezone.now() - DAY).order_by("-created_at")
    return free_again(spent.values_list("created_at", flat=True)[:budget], budget)


def free_again(spent: Iterable[datetime], budget: int) -> datetime | None:
    """When one more is free than these, of which a member gets `budget` in 24 hours; None if one is free already."""
    newest = sorted(spent, reverse=True)[:budget]
    return newest[-1] + DAY if len(newest) == budget else None


Sent = Iterable[tuple[int, datetime]]
"""Members, by their numbers, and when each was sent something."""
_COUNTED: list[Callable[[Collection[int], datetime], Sent]] = []


def also_counted(sent_to: Callable[[Collection[int], datetime], Sent]) -> None:
    """From now on, ask this too what these members were sent since then that counts as a mail of the day."""
    _COUNTED.append(sent_to)


def other_mails_to(members: Collection[int], since: datetime) -> list[tuple[int, datetime]]:
    """What other rooms sent these members since then, where it counts as a mail of the day. A query for each room."""
    return [one for sent_to in _COUNTED for one in sent_to(members, since)]
