"""What came of each date of a program, as far as numbers can tell."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from metrics.measures.withholding import LEAST
from programs.series.occurrences import Occurrence


class Effect(models.Model):
    """Of one date: how many of those who took part were active in the four weeks after, beside others like them."""

    occurrence = models.OneToOneField(Occurrence, on_delete=models.CASCADE, primary_key=True, related_name="effect")
    took = models.PositiveIntegerField()
    matched = models.PositiveIntegerField(default=0)
    others = models.PositiveIntegerField(default=0)
    rate = models.FloatField(null=True)
    """Percent of those who took part and were matched."""
    expected = models.FloatField(null=True)
    """Percent of the others, weighted."""
    low = models.FloatField(null=True)
    """The difference in points, with 95 percent between these two."""
    high = models.FloatField(null=True)
    until = models.DateField()
    """The last day that was looked at."""
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(rate=None, expected=None, low=None, high=None)
                | models.Q(rate__isnull=False, expected__isnull=False, low__isnull=False, high__isnull=False),
                name="effect_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.occurrence_id}: {self.took}"

    @property
    def is_told(self) -> bool:
        """Whether there is something to say that tells of five people at least, on both sides."""
        return self.rate is not None and self.matched >= LEAST and self.others >= LEAST

    @property
    def difference(self) -> float:
        """Points between the two shares; 0 where there are none."""
        return (self.rate or 0.0) - (self.expected or 0.0)

    @property
    def is_clear(self) -> bool:
        """Whether the difference is not zero, as far as 95 percent go."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)
