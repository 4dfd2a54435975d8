"""Trait: what was given for a year can be renewed, or ended before."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record

if TYPE_CHECKING:
    from members.profiles.models import Member
    from members.recognition.models import LevelGrant

YEAR = timedelta(days=365)
RENEWABLE = timedelta(days=60)
"""So long before its end it can be renewed."""


def in_a_year() -> datetime:
    """The end of what is given now."""
    return timezone.now() + YEAR


class Renewable(models.Model):
    """Until when it holds, and since when it does not."""

    ends_at = models.DateTimeField(default=in_a_year)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        "members.Member", on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )

    class Meta:
        abstract = True

    @property
    def may_be_renewed(self) -> bool:
        """Whether its year is nearly over, or is."""
        return self.ended_at is None and self.ends_at - timezone.now() < RENEWABLE

    @transaction.atomic
    def renew(self, *, by: Member) -> bool:
        """Hold for another year from now. False, and nothing happens, if it has long to go or was ended."""
        from members.recognition.weighing import weigh

        grant = cast("LevelGrant", type(self)._default_manager.select_for_update().get(pk=self.pk))
        if not grant.may_be_renewed:
            return False
        self.ends_at = in_a_year()
        self.save(update_fields=["ends_at"])
        record("level.renewed", actor=by, subject=self, member=grant.member_id, step=grant.step)
        weigh(grant.member_id)
        return True

    @transaction.atomic
    def end(self, *, by: Member | None) -> bool:
        """Hold no longer: the level ends after its notice. By nobody: its year is over. False if it was ended."""
        from members.recognition.weighing import weigh

        grant = cast("LevelGrant", type(self)._default_manager.select_for_update().get(pk=self.pk))
        if grant.ended_at is not None:
            return False
        self.ended_at, self.ended_by = timezone.now(), by
        self.save(update_fields=["ended_at", "ended_by"])
        record("level.ended", actor=by, subject=self, member=grant.member_id, step=grant.step)
        weigh(grant.member_id)
        return True
