"""Trait: a task is done, and can be taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record

if TYPE_CHECKING:
    from members.profiles.models import Member


class Finishable(models.Model):
    """Since when it is done, and by whom; by nobody: it closed itself."""

    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )

    class Meta:
        abstract = True

    if TYPE_CHECKING:

        def lock(self) -> None: ...

    @transaction.atomic
    def finish(self, *, by: Member | None) -> None:
        """Be done; without somebody who did it, what it asked for has happened by itself."""
        self.lock()
        if self.done_at is None:
            self.done_at, self.done_by = timezone.now(), by
            self.save(update_fields=["done_at", "done_by"])
            record("duty.done", actor=by, subject=self)

    @transaction.atomic
    def reopen(self, *, by: Member) -> None:
        """Wait to be done again; whoever had it has it again."""
        self.lock()
        if self.done_at is not None:
            self.done_at = self.done_by = None
            self.save(update_fields=["done_at", "done_by"])
            record("duty.reopened", actor=by, subject=self)
