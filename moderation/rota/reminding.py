"""Who has a shift is reminded once, so long before it begins as managers chose."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from members.activity.log import record
from moderation.rota.settings import RotaSettings
from moderation.rota.shifts import Shift

BATCH = 100


@transaction.atomic
def remind_next(now: datetime, most: int = BATCH) -> int:
    """Remind of shifts that begin soon; returns of how many, at most `most`. Two workers take different ones."""
    minutes = RotaSettings.current().remind_minutes
    if not minutes:
        return 0
    soon = Shift.objects.standing().filter(
        reminded_at=None, starts_at__gt=now, starts_at__lte=now + timedelta(minutes=minutes)
    )
    shifts = list(soon.select_for_update(of=("self",), skip_locked=True).order_by("starts_at", "pk")[:most])
    for shift in shifts:
        shift.reminded_at = now
        shift.save(update_fields=["reminded_at"])
        record("shift.near", subject=shift)
    return len(shifts)
