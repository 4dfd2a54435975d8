"""What mails and pushes share: what is young stays back, one member is served at a time, and a day has a budget."""

from __future__ import annotations

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
    newest = list(spent.values_list("created_at", flat=True)[:budget])
    return newest[-1] + DAY if len(newest) == budget else None
