"""The last twelve months: those that are over were counted once, and never change; what came since is counted anew.

A page costs the same however long the log is.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from django.core.cache import cache
from django.db import models
from django.utils import timezone

from moderation.ledger.models import Entry
from moderation.reports.models import Report
from moderation.review.decisions import UNDO_WITHIN
from moderation.transparency.counting import Numbers, added_up
from moderation.transparency.numbers import numbers_of

MONTHS = 12
FRESH_FOR = 600
"""Seconds for which what came since is not counted again."""


class MonthOfNumbers(models.Model):
    """The numbers of one month that is over, by the clock of the community."""

    month = models.DateField(unique=True)  # its first day
    made_at = models.DateTimeField(default=timezone.now)
    numbers = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["month"]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


def month_of(moment: datetime) -> date:
    """The first day of the month a moment stands in."""
    return timezone.localtime(moment, timezone.get_default_timezone()).date().replace(day=1)


def months_later(month: date, number: int) -> date:
    """So many months later, or before."""
    counted = month.year * 12 + month.month - 1 + number
    return date(counted // 12, counted % 12 + 1, 1)


def begins_at(month: date) -> datetime:
    """Its first moment."""
    first = datetime(month.year, month.month, 1)  # noqa: DTZ001 - made aware below
    return timezone.make_aware(first, timezone.get_default_timezone())


def counted(since: datetime, until: datetime) -> Numbers:
    """The numbers from a moment up to another, months by the clock of the community."""
    with timezone.override(timezone.get_default_timezone()):
        return numbers_of(since, until)


def count_months(now: datetime | None = None) -> int:
    """Count each month that is over and was not counted yet, from the first row of the log on; returns how many."""
    month, made = _first(), 0
    if month is None:
        return 0
    known = set(MonthOfNumbers.objects.values_list("month", flat=True))
    while month < month_of(now or timezone.now()):
        following = months_later(month, 1)
        if month not in known:
            numbers = {"numbers": counted(begins_at(month), begins_at(following))}
            made += MonthOfNumbers.objects.get_or_create(month=month, defaults=numbers)[1]
        month = following
    return made


def _first() -> date | None:
    entry: Any = Entry.objects.order_by("at").values_list("at", flat=True).first()
    report: Any = Report.objects.order_by("at").values_list("at", flat=True).first()
    return min((month_of(one) for one in (entry, report) if one is not None), default=None)


def last_months(now: datetime | None = None) -> Numbers:
    """The numbers of this month and the eleven before it."""
    now = now or timezone.now()
    begin = months_later(month_of(now), 1 - MONTHS)
    over = list(MonthOfNumbers.objects.filter(month__gte=begin, month__lt=month_of(now)))
    since = months_later(over[-1].month, 1) if over else begin
    key = f"moderation:numbers-since:{since}"
    fresh: Numbers | None = cache.get(key)
    if fresh is None:
        fresh = counted(begins_at(since), now - UNDO_WITHIN)
        cache.set(key, fresh, FRESH_FOR)
    return added_up([*(one.numbers for one in over), fresh])
