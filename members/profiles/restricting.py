"""Trait: a member may be silenced (reads, does not write) or suspended (neither signs in nor takes part) for a time."""

from datetime import UTC, datetime

from django.db import models
from django.utils import timezone

FOR_EVER = datetime(9000, 1, 1, tzinfo=UTC)
"""The end of what has none. Pages say it in words, never as a date."""


class Restrictable(models.Model):
    """Until when a member is silenced or suspended; the past means not any more."""

    silenced_until = models.DateTimeField(null=True, blank=True)
    suspended_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_suspended(self) -> bool:
        """Whether a suspension is in force now."""
        return _in_force(self.suspended_until)

    @property
    def is_silenced(self) -> bool:
        """Whether a silence or a suspension is in force now."""
        return _in_force(self.silenced_until) or self.is_suspended

    @property
    def is_banned(self) -> bool:
        """Whether a suspension without an end is in force."""
        return self.suspended_until is not None and self.suspended_until >= FOR_EVER


def _in_force(until: datetime | None) -> bool:
    return until is not None and until > timezone.now()
