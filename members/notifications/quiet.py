"""Quiet hours: no mail and no push while a member's night lasts, by the clock on their own wall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from members.notifications.models import MailItem, QuietHours
from members.push.models import PushItem

if TYPE_CHECKING:
    from members.profiles.models import Member


@dataclass(frozen=True)
class Night:
    """From one time of day to another; from the later to the earlier it goes over midnight. Without both, none."""

    begins: time | None = time(22)
    ends: time | None = time(8)

    def end_after(self, moment: datetime, zone: ZoneInfo) -> datetime | None:
        """When the night that lasts at `moment` ends; None if it is day."""
        if self.begins is None or self.ends is None:
            return None
        nights = timedelta(days=1 if self.ends <= self.begins else 0)
        today = moment.astimezone(zone).date()
        for evening in (today - timedelta(days=1), today):
            if (
                _moments(evening, self.begins, zone)[0]
                <= moment
                < (morning := _moments(evening + nights, self.ends, zone)[1])
            ):
                return morning
        return None


def _moments(day: date, clock: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The first and the last moment that may be meant by a time of day.

    On the day a clock is put back an hour comes twice, and on the day it is put on one is missing: a night begins at
    the first and ends at the last, so that it is always one piece and never shorter than was asked for.
    """
    both = [datetime.combine(day, clock, zone).replace(fold=fold).astimezone(UTC) for fold in (0, 1)]
    return min(both), max(both)


def night_of(member: Member) -> Night:
    """The quiet hours of a member: those they chose, else from 22 to 8."""
    chosen = QuietHours.objects.filter(member=member).values_list("begins", "ends").first()
    return Night(*chosen) if chosen else Night()


def quiet_until(member: Member) -> datetime | None:
    """When the quiet hours that last now end for this member; None if it is day there."""
    return night_of(member).end_after(timezone.now(), member.zone)


@transaction.atomic
def choose_night(member: Member, night: Night) -> None:
    """Keep other quiet hours; what waits for the end of the old ones is looked at anew. Nothing if they are as before.

    Raises ValueError for a night with one end, or with none between its ends.
    """
    if (night.begins is None) != (night.ends is None) or (night.begins and night.begins == night.ends):
        raise ValueError("A night has two different ends, or none.")
    if night == night_of(member):
        return
    hours = {"begins": night.begins, "ends": night.ends}
    QuietHours.objects.update_or_create(member=member, defaults=hours)
    MailItem.objects.filter(member=member, mail=None, over_budget_at=None).update(wait_until=None)
    PushItem.objects.filter(member=member, push=None, over_budget_at=None).update(wait_until=None)
    record("notices.quiet_hours_chosen", actor=member, subject=member)
