"""Journeys that were begun from the funnel, each once."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from members.journeys.models import Journey
from members.profiles.models import Member


class FunnelStart(models.Model):
    """A journey begun for those who stopped at one step; its key makes one press of the button one beginning."""

    key = models.UUIDField(unique=True)
    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="+")
    step = models.CharField(max_length=12)
    begun = models.PositiveIntegerField(default=0)
    """How many began."""
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    objects: ClassVar[models.Manager[FunnelStart]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.journey_id} for {self.begun} at {self.step}"
