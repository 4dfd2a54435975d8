"""Trait: a nomination is accepted, declined or taken back, once."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record

if TYPE_CHECKING:
    from members.profiles.models import Member
    from members.recognition.models import Nomination


class Decidable(models.Model):
    """When it was decided, how, and by whom; neither accepted nor declined: whoever applied took it back."""

    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        "members.Member", on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    accepted = models.BooleanField(null=True)

    class Meta:
        abstract = True

    def accept(self, *, by: Member) -> bool:
        """Give the level for a year. False if it was decided before."""
        return self._decide(accepted=True, by=by)

    def decline(self, *, by: Member) -> bool:
        """Leave the level as it is. False if it was decided before."""
        return self._decide(accepted=False, by=by)

    @transaction.atomic
    def withdraw(self, *, by: Member) -> bool:
        """Ask no more. False if it was decided before."""
        nomination = cast("Nomination", self)
        waiting = type(self)._default_manager.filter(pk=self.pk, decided_at=None)
        if not waiting.update(decided_at=timezone.now(), decided_by=by):
            return False
        record("nomination.withdrawn", actor=by, subject=self, member=nomination.member_id, step=nomination.step)
        return True

    @transaction.atomic
    def _decide(self, *, accepted: bool, by: Member) -> bool:
        from members.recognition.models import LevelGrant
        from members.recognition.weighing import weigh

        row = cast("Nomination", type(self)._default_manager.select_for_update().get(pk=self.pk))
        if row.decided_at is not None:
            return False
        self.decided_at, self.decided_by, self.accepted = timezone.now(), by, accepted
        self.save(update_fields=["decided_at", "decided_by", "accepted"])
        facts = {"member": row.member_id, "step": row.step}
        if not accepted:
            record("nomination.declined", actor=by, subject=self, **facts)
            return True
        record("nomination.accepted", actor=by, subject=self, **facts)
        held = LevelGrant.objects.filter(member=row.member_id, step=row.step, ended_at=None).first()
        if held is None:
            LevelGrant.objects.create(member=row.member, step=row.step, given_by=by)
        else:
            held.renew(by=by)
        weigh(row.member_id)
        return True
