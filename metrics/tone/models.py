"""The tone of a week in a space: sums over posts of five people or more. Who sounded how is kept nowhere."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from community.spaces.models import Space
from config.lib.few import LEAST


class MoodWeek(models.Model):
    """How members' posts of a week in a space sounded, those of the team left out.

    Spaces in which fewer than five wrote stand together in a row without a space; if they are fewer than five together,
    nothing is kept of them.
    """

    day = models.DateField()
    """The last day of the week, a Sunday."""
    space = models.ForeignKey(Space, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    posts = models.PositiveIntegerField(default=0)
    """Posts that were looked at."""
    known = models.PositiveIntegerField(default=0)
    """Those of them with any word of our lists."""
    warm = models.PositiveIntegerField(default=0)
    """Those with more warm words than cool ones."""
    cool = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField()
    """How many wrote the known ones."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "space"], nulls_distinct=False, name="mood_week_once"),
            models.CheckConstraint(
                condition=Q(known__lte=F("posts")) & Q(known__gte=F("warm") + F("cool")), name="mood_week_adds_up"
            ),
            models.CheckConstraint(condition=Q(people__gte=LEAST), name="mood_week_of_five"),
        ]
        indexes: ClassVar = [models.Index(fields=["space", "day"], name="mood_week_in")]

    def __str__(self) -> str:
        return f"until {self.day} in {self.space_id or 'small spaces'}: {self.warm} of {self.known} warm"


class ToneDay(models.Model):
    """A day whose tone was read; one that was rolled again since is read again, with its week."""

    day = models.DateField(primary_key=True)
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.day} at {self.read_at}"
