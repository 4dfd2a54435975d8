"""How many visitors came on a day; and whether they are counted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from community.spaces.models import Space
from members.profiles.models import Member


class VisitDay(models.Model):
    """Visitors of one day: of the whole community, or (with a space) of those who opened a page in it.

    A day that was counted has a row of the whole, also when nobody came; a day without one was not counted. Whoever
    comes on two days is in two rows, and nobody can tell: rows of several days are visits, not people.
    """

    day = models.DateField()
    space = models.ForeignKey(Space, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    visitors = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "space"], nulls_distinct=False, name="visit_day_once")
        ]
        indexes: ClassVar = [models.Index(fields=["space", "day"], name="visit_day_in")]

    def __str__(self) -> str:
        return f"{self.day} in {self.space_id or 'all'}: {self.visitors}"


class VisitCounting(models.Model):
    """Whether visitors are counted. Exactly one row; without it they are."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    is_on = models.BooleanField(default=True)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    objects: ClassVar[models.Manager[VisitCounting]] = models.Manager()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=1), name="visit_counting_one_row")]

    def __str__(self) -> str:
        return "counting" if self.is_on else "not counting"
