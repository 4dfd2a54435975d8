"""Trait: what is no longer given; those who have it keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record

if TYPE_CHECKING:
    from members.profiles.models import Member


class Retirable(models.Model):
    """Since when it is not given any more, and by whose will."""

    retired_at = models.DateTimeField(null=True)
    retired_by = models.ForeignKey(
        "members.Member", on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )

    class Meta:
        abstract = True

    @transaction.atomic
    def retire(self, *, by: Member) -> None:
        """Be given to nobody any more."""
        if self.retired_at is None:
            self.retired_at, self.retired_by = timezone.now(), by
            self.save(update_fields=["retired_at", "retired_by"])
            record("badge.retired", actor=by, subject=self)

    @transaction.atomic
    def unretire(self, *, by: Member) -> None:
        """Be given again. Raises IntegrityError where another one has the name by now."""
        if self.retired_at is not None:
            self.retired_at = self.retired_by = None
            self.save(update_fields=["retired_at", "retired_by"])
            record("badge.unretired", actor=by, subject=self)
