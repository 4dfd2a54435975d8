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


def spent_until(made: Any, budget: int, others: Iterable[datetime] = ()) -> datetime | None:
    """When one more may be made than these, of which a member gets `budget` in 24 hours; None if one may be now.

    `others`: when what counts too was sent.
    """
    since = timezone.now() - DAY
    spent = made.filter(created_at__gt=since).order_by("-created_at")
    moments = [*spent.values_list("created_at", flat=True)[:budget], *(at for at in others if at > since)]
    newest = sorted(moments, reverse=True)[:budget]
    return newest[-1] + DAY if len(newest) == budget else None


_COUNTED: list[Callable[[int], Collection[datetime]]] = []


def also_counted(sent_to: Callable[[int], Collection[datetime]]) -> None:
    """From now on, ask this too when a member was sent what counts as a mail of the day; the latest are enough."""
    _COUNTED.append(sent_to)


def other_mails_to(member_id: int) -> list[datetime]:
    """When other rooms sent this member what counts as a mail of the day."""
    return [at for sent_to in _COUNTED for at in sent_to(member_id)]
