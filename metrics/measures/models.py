"""What was measured, kept by day; and what the team set for a measure."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from community.spaces.models import Space
from members.profiles.models import Member

KEY_LENGTH = 40


class Score(models.Model):
    """What one measure said on one day, over the days before it: of a space or (no space) of the whole community."""

    measure = models.CharField(max_length=KEY_LENGTH)
    day = models.DateField()
    """The last day it looks at."""
    days = models.PositiveSmallIntegerField()
    space = models.ForeignKey(Space, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    value = models.FloatField(null=True)
    """In the unit of the measure; none where there was nothing to measure."""
    top = models.FloatField(null=True)
    of = models.FloatField(default=0)
    people = models.PositiveIntegerField(default=0)
    """How many members the number rests on."""
    is_withheld = models.BooleanField(default=False)
    """Whether it, or what one could reckon with it, would tell of fewer than five people: then nobody reads it."""
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["measure", "days", "space", "day"], nulls_distinct=False, name="score_once")
        ]
        indexes: ClassVar = [models.Index(fields=["space", "days", "day"], name="score_page")]

    def __str__(self) -> str:
        return f"{self.measure} on {self.day}: {self.value}"


class MeasureRule(models.Model):
    """The target and the owner the team chose for one measure, in place of those that come with the product."""

    measure = models.CharField(max_length=KEY_LENGTH, unique=True)
    target = models.FloatField(null=True)
    owner = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"{self.measure}: {self.target}"
