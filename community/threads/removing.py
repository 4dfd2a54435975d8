"""Trait: a thread can be taken away by its author or the team, for 30 days with a way back."""

from __future__ import annotations

from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member

WAY_BACK = timedelta(days=30)


class Removable(models.Model):
    """Deleted by its author, or removed by the team; either way soft, and undoable for 30 days."""

    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)
    deleted_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def delete_softly(self, *, by: Member) -> None:
        """Leave every list and page but the author's and the team's."""
        if self.deleted_at is None:
            self.deleted_at, self.deleted_by = timezone.now(), by
            self.save(update_fields=["deleted_at", "deleted_by"])
            record("thread.deleted", actor=by, subject=self)

    @transaction.atomic
    def restore(self, *, by: Member) -> None:
        """Come back as it was."""
        if self.deleted_at is not None:
            self.deleted_at = self.deleted_by = None
            self.save(update_fields=["deleted_at", "deleted_by"])
            record("thread.restored", actor=by, subject=self)

    @property
    def can_come_back(self) -> bool:
        """Whether restoring is still possible."""
        return self.deleted_at is not None and timezone.now() - self.deleted_at < WAY_BACK
