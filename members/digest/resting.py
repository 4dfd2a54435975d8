"""Trait: a member's digest may be stopped by them, and rests while they are away for long."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from django.db import models

if TYPE_CHECKING:
    from members.digest.models import DigestChoice

ABSENT = timedelta(days=180)
"""Who was not here for so long is told once that the digest rests."""


class Restable(models.Model):
    """Since when there is none: stopped by the member, or resting because they are away; and when it came back."""

    stopped_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    resumed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def is_stopped(self) -> bool:
        """Whether the member wants none."""
        return self.stopped_at is not None

    @property
    def is_resting(self) -> bool:
        """Whether it rests: whoever was here again has it again by itself."""
        seen = cast("DigestChoice", self).member.last_seen_at
        return self.paused_at is not None and (seen is None or seen <= self.paused_at)
