"""Traits: a case is claimed by who opens it, for ten minutes; and can be given to somebody."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member
from moderation.review.open_pages import case_changed

if TYPE_CHECKING:
    from moderation.review.cases import Case

CLAIMED_FOR = timedelta(minutes=10)


class Claimable(models.Model):
    """Whoever opened it last, and until when that holds others off; and whose it is."""

    claimed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    claimed_at = models.DateTimeField(null=True)
    first_looked_at = models.DateTimeField(null=True)  # by anybody of the team, since it was opened
    assigned_to = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    assigned_at = models.DateTimeField(null=True)
    assigned_why = models.CharField(max_length=200, blank=True, default="", db_default="")

    class Meta:
        abstract = True

    @property
    def claimed_until(self) -> datetime | None:
        """When the claim ends; None if nobody's holds now."""
        until = self.claimed_at + CLAIMED_FOR if self.claimed_at and self.claimed_by_id else None
        return until if until and until > timezone.now() else None

    def is_claimed_against(self, member: Member) -> bool:
        """Whether somebody else has it open now."""
        return self.claimed_until is not None and self.claimed_by_id != member.pk

    def is_with(self, member: Member) -> bool:
        """Whether it is given to them, or open before them now."""
        return self.assigned_to_id == member.pk or (self.claimed_by_id == member.pk and self.claimed_until is not None)

    def claim(self, *, by: Member) -> bool:
        """Take it for ten minutes from now, unless somebody else has it; whether it is theirs. One statement.

        Open queues hear of it if it was not theirs before; when it ends, they know by their own clocks.
        """
        case = cast("Case", self)
        now, was_theirs = timezone.now(), self.claimed_until is not None and self.claimed_by_id == by.pk
        free = Q(claimed_by=None) | Q(claimed_by=by) | Q(claimed_at__lte=now - CLAIMED_FOR)
        looked = {"claimed_by": by, "claimed_at": now, "first_looked_at": Coalesce("first_looked_at", now)}
        taken = type(case).objects.filter(free, pk=case.pk, closed_at=None).update(**looked)
        case.refresh_from_db(fields=["claimed_by", "claimed_at", "closed_at"])
        if taken and not was_theirs:
            case_changed(case)
        return bool(taken)

    def release(self, *, by: Member) -> None:
        """Let others have it at once."""
        case = cast("Case", self)
        if type(case).objects.filter(pk=case.pk, claimed_by=by).update(claimed_by=None, claimed_at=None):
            case_changed(case)

    @transaction.atomic
    def give(self, to: Member | None, *, by: Member, why: str = "") -> None:
        """Let it be somebody's, or nobody's; who has it already learns of a new reason.

        Who may have it is asked before (moderation.review.permissions).
        """
        case = cast("Case", self)
        is_anew = case.assigned_to_id != (to.pk if to else None)
        if is_anew or (to is not None and why and why[:200] != case.assigned_why):
            case.assigned_to, case.assigned_at = to, timezone.now() if to else None
            case.assigned_why = why[:200] if to else ""
            case.save(update_fields=["assigned_to", "assigned_at", "assigned_why"])
            record("case.assigned", actor=by, subject=case, member=to.pk if to else None)
