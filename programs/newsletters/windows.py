"""The send window: weekdays and hours, by each reader's own clock or by that of the newsletter."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from members.digest.hours import zone_called

if TYPE_CHECKING:
    from programs.newsletters.models import NewsletterPlan
    from programs.series.occurrences import Occurrence

FIRST_ZONE = ZoneInfo("Etc/GMT-14")
"""Where every day begins first."""
LAST_ZONE = ZoneInfo("Etc/GMT+12")


def first_moment(plan: NewsletterPlan, after: datetime, zone: ZoneInfo) -> datetime:
    """The first moment from `after` on that lies in the window, on the wall of that zone."""
    there = after.astimezone(zone)
    for days in range(15):  # two weeks: on one of its days the clock may skip the whole window
        day = there.date() + timedelta(days=days)
        if plan.weekdays and day.isoweekday() not in plan.weekdays:
            continue
        opens, closes = _at(day, plan.from_hour, zone), _at(day, plan.to_hour, zone)
        if after < closes and opens < closes:
            return max(after, opens)
    raise AssertionError("No clock skips the same hours twice within two weeks.")


def _at(day: date, hour: int, zone: ZoneInfo) -> datetime:
    return datetime.combine(day + timedelta(days=hour // 24), time(hour % 24), zone).astimezone(UTC)


def clock_of(plan: NewsletterPlan, occurrence: Occurrence, zone: str) -> ZoneInfo:
    """Whose clock counts for a reader of this zone."""
    return zone_called(zone if plan.own_clock else occurrence.program.zone)


def begins(plan: NewsletterPlan, occurrence: Occurrence, clock: ZoneInfo) -> datetime:
    """When sending may begin by this clock."""
    return _same_on_the_wall(occurrence.starts_at, plan, occurrence, clock)


def ends(plan: NewsletterPlan, occurrence: Occurrence, clock: ZoneInfo) -> datetime:
    """When it is too late by this clock."""
    return _same_on_the_wall(occurrence.ends_at, plan, occurrence, clock)


def earliest(plan: NewsletterPlan, occurrence: Occurrence) -> datetime:
    """When the first reader anywhere may get it."""
    return begins(plan, occurrence, FIRST_ZONE) if plan.own_clock else occurrence.starts_at


def latest(plan: NewsletterPlan, occurrence: Occurrence) -> datetime:
    """When it is too late for the last reader."""
    return ends(plan, occurrence, LAST_ZONE) if plan.own_clock else occurrence.ends_at


def _same_on_the_wall(at: datetime, plan: NewsletterPlan, occurrence: Occurrence, clock: ZoneInfo) -> datetime:
    if not plan.own_clock:
        return at
    wall = at.astimezone(zone_called(occurrence.program.zone)).replace(tzinfo=None)
    return wall.replace(tzinfo=clock).astimezone(UTC)


def never_opens(plan: NewsletterPlan, occurrence: Occurrence) -> bool:
    """Whether the window is closed for as long as this issue may leave."""
    clock = zone_called(occurrence.program.zone)
    return first_moment(plan, occurrence.starts_at, clock) >= occurrence.ends_at
