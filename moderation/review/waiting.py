"""Trait: a case can be put off until later; its due time stays."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from moderation.review.cases import Case


class Snoozable(models.Model):
    """Until when nobody needs to look at it."""

    snoozed_until = models.DateTimeField(null=True)
    snoozed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)

    class Meta:
        abstract = True

    @property
    def is_snoozed(self) -> bool:
        """Whether it is put off now."""
        return self.snoozed_until is not None and self.snoozed_until > timezone.now()

    @transaction.atomic
    def snooze(self, until: datetime, *, by: Member) -> None:
        """Put it off; who had it open lets go of it."""
        case = cast("Case", self)
        case.snoozed_until, case.snoozed_by, case.claimed_by, case.claimed_at = until, by, None, None
        case.save(update_fields=["snoozed_until", "snoozed_by", "claimed_by", "claimed_at"])
        record("case.snoozed", actor=by, subject=case)

    @transaction.atomic
    def wake(self, *, by: Member | None) -> None:
        """Have it back in the queue."""
        case = cast("Case", self)
        if case.snoozed_until is not None:
            case.snoozed_until = case.snoozed_by = None
            case.save(update_fields=["snoozed_until", "snoozed_by"])
            record("case.woken", actor=by, subject=case)
