"""Trait: what was awarded can be taken back, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.activity.log import record

if TYPE_CHECKING:
    from members.profiles.models import Member
    from members.recognition.badges import BadgeAward

REVOKE_REASON_LENGTH = 300


class Revocable(models.Model):
    """When it was taken back, by whom, and why."""

    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        "members.Member", on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    revoke_reason = models.CharField(_("reason"), max_length=REVOKE_REASON_LENGTH, blank=True)

    class Meta:
        abstract = True

    @transaction.atomic
    def revoke(self, reason: str, *, by: Member) -> None:
        """Be theirs no longer; no rule gives it again, only a person."""
        row = cast("BadgeAward", type(self)._default_manager.select_for_update().get(pk=self.pk))
        if row.revoked_at is None:
            self.revoked_at, self.revoked_by, self.revoke_reason = timezone.now(), by, reason
            self.save(update_fields=["revoked_at", "revoked_by", "revoke_reason"])
            record("badge.revoked", actor=by, subject=self, badge=row.badge_id, member=row.member_id)
