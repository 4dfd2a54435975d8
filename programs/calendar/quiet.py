"""Quiet weeks: in which the team wants nothing to happen, and nobody misses it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member
from programs.calendar.weeks import monday_of


class QuietWeek(models.Model):
    """One week, named by its Monday."""

    monday = models.DateField(unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    objects: ClassVar[models.Manager[QuietWeek]] = models.Manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(monday__iso_week_day=1), name="quiet_week_monday")]

    def __str__(self) -> str:
        return f"week of {self.monday}"


@transaction.atomic
def mark(day: date, *, by: Member) -> None:
    """Let the week of this day be a quiet one; said twice it is said once."""
    row, new = QuietWeek.objects.get_or_create(monday=monday_of(day), defaults={"made_by": by})
    if new:
        record("quiet_week.marked", actor=by, subject=row, monday=row.monday.isoformat())


@transaction.atomic
def unmark(day: date, *, by: Member) -> None:
    """Let the week of this day be like others."""
    row = QuietWeek.objects.select_for_update().filter(monday=monday_of(day)).first()
    if row is not None:
        record("quiet_week.unmarked", actor=by, subject=row, monday=row.monday.isoformat())
        row.delete()


def quiet_between(first: date, last: date) -> set[date]:
    """The Mondays of the quiet weeks among these days."""
    return set(QuietWeek.objects.filter(monday__range=(first, last)).values_list("monday", flat=True))
