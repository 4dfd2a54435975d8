"""What a moderator may have to look at."""

from __future__ import annotations

from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member


class Reviewable(models.Model):
    """Trait: can be held until a moderator has looked, and hidden or shown again by one."""

    held_at = models.DateTimeField(null=True, blank=True, editable=False)
    hidden_at = models.DateTimeField(null=True, blank=True, editable=False)
    hidden_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    hidden_reason = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def approve(self, *, by: Member) -> None:
        """Show what was held."""
        if self.held_at is not None:
            self.held_at = None
            self.save(update_fields=["held_at"])
            record("item.approved", actor=by, subject=self)

    @transaction.atomic
    def hide(self, *, by: Member, reason: str = "") -> None:
        """Take it out of sight; a tombstone with the reason stays."""
        if self.hidden_at is None:
            self.hidden_at, self.hidden_by, self.hidden_reason = timezone.now(), by, reason[:200]
            self.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
            record("item.hidden", actor=by, subject=self)

    @transaction.atomic
    def unhide(self, *, by: Member) -> None:
        """Show it again."""
        if self.hidden_at is not None:
            self.hidden_at, self.hidden_by, self.hidden_reason = None, None, ""
            self.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
            record("item.shown", actor=by, subject=self)
