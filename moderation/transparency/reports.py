"""The report of each quarter: it writes itself, once, from the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from moderation.ledger.models import Entry
from moderation.transparency.months import begins_at, counted


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months of a year, by the clock of the community."""

    year: int
    number: int

    @classmethod
    def of(cls, moment: datetime) -> Quarter:
        """The one a moment stands in."""
        day = timezone.localtime(moment, timezone.get_default_timezone())
        return cls(day.year, (day.month - 1) // 3 + 1)

    @property
    def next(self) -> Quarter:
        """The one after it."""
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def begins_at(self) -> datetime:
        """Its first moment."""
        return begins_at(self.first_day)

    @property
    def name(self) -> str:
        """Such as 2026-q4."""
        return f"{self.year}-q{self.number}"

    def numbers(self) -> dict[str, Any]:
        """Its numbers, from the log."""
        return counted(self.begins_at, self.next.begins_at)


class TransparencyReport(models.Model):
    """What was decided in one quarter, in numbers. What small ones say is left to the pages."""

    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField(default=timezone.now)
    numbers = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="transparency_report_once"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=4), name="transparency_report_quarter"),
        ]

    def __str__(self) -> str:
        return self.quarter.name

    def get_absolute_url(self) -> str:
        """Where everybody reads it."""
        return reverse("transparency_report", args=[self.year, self.number])

    @property
    def quarter(self) -> Quarter:
        """The quarter it is about."""
        return Quarter(self.year, self.number)


def write_due(now: datetime | None = None) -> int:
    """Write the report of each quarter that is over and has none, from the first row of the log on; how many."""
    first = Entry.objects.order_by("pk").values_list("at", flat=True).first()
    if first is None:
        return 0
    quarter, current, made = Quarter.of(first), Quarter.of(now or timezone.now()), 0
    written = set(TransparencyReport.objects.values_list("year", "number"))
    while quarter < current:
        if (quarter.year, quarter.number) not in written:
            numbers = {"numbers": quarter.numbers()}
            made += TransparencyReport.objects.get_or_create(
                year=quarter.year, number=quarter.number, defaults=numbers
            )[1]
        quarter = quarter.next
    return made
