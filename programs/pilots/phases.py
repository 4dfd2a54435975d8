"""The phases of a pilot: inviting, running, closing, reported; or off, where it does not take place."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from datetime import datetime

    from programs.pilots.models import Pilot
    from programs.series.occurrences import Occurrence

DAY = timedelta(days=1)


class Phase(StrEnum):
    """Where a pilot is."""

    INVITING = "inviting"
    RUNNING = "running"
    CLOSING = "closing"
    REPORTED = "reported"
    OFF = "off"


def phase_of(occurrence: Occurrence, pilot: Pilot | None) -> Phase:
    """Where it is now; the clock opens it, its end closes it also before the clock comes by."""
    if occurrence.called_off_at or occurrence.missed_at:
        return Phase.OFF
    if pilot is not None and pilot.reported_at is not None:
        return Phase.REPORTED
    if occurrence.opened_at is None:
        return Phase.INVITING
    return Phase.RUNNING if occurrence.ends_at > timezone.now() else Phase.CLOSING


def days_of(occurrence: Occurrence) -> int:
    """How many days it has, a begun one with the others."""
    return -(-(occurrence.ends_at - occurrence.starts_at) // DAY)


def day_of(occurrence: Occurrence) -> int:
    """Which of its days it is now: 0 before it begins, and its last one afterwards."""
    now = timezone.now()
    if occurrence.opened_at is None or now < occurrence.starts_at:
        return 0
    return min((now - occurrence.starts_at) // DAY + 1, days_of(occurrence))


def begins_at(occurrence: Occurrence, day: int) -> datetime:
    """When a day of it begins."""
    return occurrence.starts_at + (day - 1) * DAY
