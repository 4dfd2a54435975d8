"""Trait: a post can be deleted by its author or the team; a tombstone keeps its number for good."""

from __future__ import annotations

from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member

WAY_BACK = timedelta(days=30)


class Deletable(models.Model):
    """Deleted posts leave a tombstone, so that replies keep their sense and numbers stay true."""

    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)
    deleted_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def delete_softly(self, *, by: Member) -> None:
        """Show a tombstone instead."""
        if self.deleted_at is None:
            self.deleted_at, self.deleted_by = timezone.now(), by
            self.save(update_fields=["deleted_at", "deleted_by"])
            record("post.deleted", actor=by, subject=self)

    @transaction.atomic
    def restore(self, *, by: Member) -> None:
        """Show the post again as it was."""
        if self.deleted_at is not None:
            self.deleted_at = self.deleted_by = None
            self.save(update_fields=["deleted_at", "deleted_by"])
            record("post.restored", actor=by, subject=self)

    @property
    def can_come_back(self) -> bool:
        """Whether restoring is still possible."""
        return self.deleted_at is not None and timezone.now() - self.deleted_at < WAY_BACK
