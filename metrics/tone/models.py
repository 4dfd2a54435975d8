"""The tone of a day in a space: sums over posts. Which post sounded how, and who wrote it, is kept nowhere."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from community.spaces.models import Space


class MoodDay(models.Model):
    """How members' posts of a day in a space sounded, those of the team left out."""

    day = models.DateField()
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+", db_index=False)
    posts = models.PositiveIntegerField(default=0)
    """Posts that were looked at."""
    known = models.PositiveIntegerField(default=0)
    """Those of them with any word of our lists."""
    warm = models.PositiveIntegerField(default=0)
    """Those with more warm words than cool ones."""
    cool = models.PositiveIntegerField(default=0)
    writers = ArrayField(models.BigIntegerField(), default=list)
    """Who wrote the known ones, in no order of theirs, so that nothing is told of fewer than five."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "space"], name="mood_day_once"),
            models.CheckConstraint(
                condition=Q(known__lte=F("posts")) & Q(known__gte=F("warm") + F("cool")), name="mood_day_adds_up"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["space", "day"], name="mood_day_in")]

    def __str__(self) -> str:
        return f"{self.day} in {self.space_id}: {self.warm} of {self.known} warm"


class ToneDay(models.Model):
    """A day whose tone was read; one that was rolled again since is read again."""

    day = models.DateField(primary_key=True)
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.day} at {self.read_at}"
