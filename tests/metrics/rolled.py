"""Facts by day for tests: everything that happened so far, made at once."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from community.posts.models import Post
from members.activity.models import Activity
from members.profiles.models import Member
from metrics.rollups.days import day_of, today
from metrics.rollups.models import MemberDay, RolledDay
from metrics.rollups.rolling import roll


def roll_everything(until: date | None = None) -> None:
    """Make every day on which anything happened, up to and with `until` (today, although it is not over).

    Days on which nothing happened have no rows; they are only noted as made.
    """
    last = until or today()
    moments = [
        *Member.objects.values_list("joined_at", flat=True),
        *Post.objects.values_list("created_at", flat=True),
        *Activity.objects.values_list("at", flat=True),
    ]
    days = {day_of(moment) for moment in moments} | set(MemberDay.objects.values_list("day", flat=True))
    for day in sorted(day for day in days if day <= last):
        roll(day)
    first = min(days, default=last)
    quiet = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    now = timezone.now()
    rows = [RolledDay(day=day, rolled_at=now) for day in quiet if day not in days]
    RolledDay.objects.bulk_create(rows, ignore_conflicts=True)
