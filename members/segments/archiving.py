"""Trait: what is no longer used leaves the list and can come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record

if TYPE_CHECKING:
    from members.profiles.models import Member


class Archivable(models.Model):
    """Since when it is archived, and by whom."""

    archived_at = models.DateTimeField(null=True, editable=False)
    archived_by = models.ForeignKey(
        "members.Member", on_delete=models.SET_NULL, null=True, editable=False, related_name="+", db_index=False
    )

    class Meta:
        abstract = True

    @transaction.atomic
    def archive(self, *, by: Member) -> None:
        """Leave the list; what uses it goes on."""
        if self.archived_at is None:
            self.archived_at, self.archived_by = timezone.now(), by
            self.save(update_fields=["archived_at", "archived_by"])
            record("segment.archived", actor=by, subject=self)

    @transaction.atomic
    def unarchive(self, *, by: Member) -> None:
        """Come back to the list. Raises IntegrityError where another one has the name by now."""
        if self.archived_at is not None:
            self.archived_at = self.archived_by = None
            self.save(update_fields=["archived_at", "archived_by"])
            record("segment.unarchived", actor=by, subject=self)
