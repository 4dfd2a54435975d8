"""Trait: a task is done, and can be taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record

if TYPE_CHECKING:
    from datetime import datetime

    from members.duties.models import Duty
    from members.profiles.models import Member


class Finishable(models.Model):
    """Since when it is done, and by whom; by nobody: it closed itself."""

    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    settled_by = models.BigIntegerField(null=True)  # the post that was what it asked for; posts stand upstairs

    class Meta:
        abstract = True

    if TYPE_CHECKING:

        def lock(self) -> None: ...

    @transaction.atomic
    def finish(self, *, by: Member | None, settled_by: int | None = None) -> None:
        """Be done; without somebody who did it, or with the post that settled it, it closed itself."""
        self.lock()
        if self.done_at is None:
            self.done_at, self.done_by, self.settled_by = timezone.now(), by, settled_by
            self.save(update_fields=["done_at", "done_by", "settled_by"])
            record("duty.done", actor=by, subject=self)

    @transaction.atomic
    def reopen(self, *, by: Member | None, due: datetime | None = None) -> None:
        """Wait to be done again, until `due` if it is later than before; whoever had it has it again from now on."""
        duty = cast("Duty", self)
        duty.lock()
        if duty.done_at is not None:
            duty.done_at = duty.done_by = duty.settled_by = None
            duty.owned_since = timezone.now() if duty.owner_id else None
            duty.due_at = max(duty.due_at, due or duty.due_at)
            duty.save(update_fields=["done_at", "done_by", "settled_by", "owned_since", "due_at"])
            record("duty.reopened", actor=by, subject=duty)

    @transaction.atomic
    def settle_otherwise(self, post_id: int) -> None:
        """Stay done: another post is what it asked for."""
        self.lock()
        if self.settled_by is not None and self.settled_by != post_id:
            self.settled_by = post_id
            self.save(update_fields=["settled_by"])
