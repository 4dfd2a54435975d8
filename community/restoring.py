"""Trait: what was deleted softly keeps who did it and when, and can come back for 30 days."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils import timezone

from members.profiles.models import Member

WAY_BACK = timedelta(days=30)


class Restorable(models.Model):
    """Deleted, but not gone. Who deletes or restores records it: the verb belongs to the thing."""

    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)
    deleted_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)

    class Meta:
        abstract = True

    @property
    def can_come_back(self) -> bool:
        """Whether restoring is still possible."""
        return self.deleted_at is not None and timezone.now() - self.deleted_at < WAY_BACK

    def _went(self, by: Member) -> bool:
        """Keep that it was deleted; False if it already was."""
        if self.deleted_at is not None:
            return False
        self.deleted_at, self.deleted_by = timezone.now(), by
        self.save(update_fields=["deleted_at", "deleted_by"])
        return True

    def _came_back(self) -> bool:
        """Forget that it was deleted; False if it was not."""
        if self.deleted_at is None:
            return False
        self.deleted_at = self.deleted_by = None
        self.save(update_fields=["deleted_at", "deleted_by"])
        return True
