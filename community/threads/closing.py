"""Trait: a thread can be closed to new replies, opened again, archived, and slowed down."""

from __future__ import annotations

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.activity.log import record
from members.profiles.models import Member

# Seconds between two replies of one member that can be chosen.
SLOW_CHOICES = (
    (0, _("No waiting")),
    (60, _("1 minute")),
    (300, _("5 minutes")),
    (900, _("15 minutes")),
    (3600, _("1 hour")),
)


class Closeable(models.Model):
    """Closed: nobody but the team replies. Archived: out of the lists, still readable."""

    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    archived_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    slow_seconds = models.PositiveIntegerField(default=0)
    """At least this many seconds between two replies of one member; 0 means no slow mode."""

    class Meta:
        abstract = True

    @property
    def is_closed(self) -> bool:
        """Whether members can no longer reply."""
        return self.closed_at is not None or self.archived_at is not None

    @transaction.atomic
    def close(self, *, by: Member | None = None) -> None:
        """Take no more replies from members; without `by` it is the clock."""
        if self.closed_at is None:
            self.closed_at, self.closed_by = timezone.now(), by
            self.save(update_fields=["closed_at", "closed_by"])
            record("thread.closed", actor=by, subject=self)

    @transaction.atomic
    def reopen(self, *, by: Member | None = None) -> None:
        """Take replies again."""
        if self.closed_at is not None:
            self.closed_at = self.closed_by = None
            self.save(update_fields=["closed_at", "closed_by"])
            record("thread.reopened", actor=by, subject=self)

    @transaction.atomic
    def archive(self, *, by: Member | None = None) -> None:
        """Leave the lists; the address stays."""
        if self.archived_at is None:
            self.archived_at, self.archived_by = timezone.now(), by
            self.save(update_fields=["archived_at", "archived_by"])
            record("thread.archived", actor=by, subject=self)

    @transaction.atomic
    def unarchive(self, *, by: Member) -> None:
        """Come back to the lists."""
        if self.archived_at is not None:
            self.archived_at = self.archived_by = None
            self.save(update_fields=["archived_at", "archived_by"])
            record("thread.unarchived", actor=by, subject=self)

    @transaction.atomic
    def slow_down(self, seconds: int, *, by: Member) -> None:
        """Ask members to wait `seconds` between their replies; 0 ends slow mode."""
        if self.slow_seconds != seconds:
            self.slow_seconds = seconds
            self.save(update_fields=["slow_seconds"])
            record("thread.slowed", actor=by, subject=self, seconds=seconds)
