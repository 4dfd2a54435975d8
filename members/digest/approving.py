"""Trait: a week's digest may wait until a manager has looked at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record

if TYPE_CHECKING:
    from datetime import date

    from members.profiles.models import Member


class Approvable(models.Model):
    """Whether weeks are approved, and the last one that was."""

    asks_approval = models.BooleanField(default=False)
    approved_week = models.DateField(null=True)  # its Monday
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )

    class Meta:
        abstract = True

    @transaction.atomic
    def approve(self, week: date, *, by: Member) -> None:
        """Let the digests of this week leave, and of those before; does nothing when it was approved."""
        self.refresh_from_db(from_queryset=type(self)._default_manager.select_for_update(of=("self",)))
        if self.approved_week is None or self.approved_week < week:
            self.approved_week, self.approved_at, self.approved_by = week, timezone.now(), by
            self.save(update_fields=["approved_week", "approved_at", "approved_by"])
            record("digest.approved", actor=by, subject=self, week=week.isoformat())

    def lets(self, week: date) -> bool:
        """Whether digests of this week may leave."""
        return not self.asks_approval or (self.approved_week is not None and self.approved_week >= week)
