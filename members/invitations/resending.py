"""Trait: a letter that was lost or forgotten is sent again, each time once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from members.activity.log import record
from members.invitations.sending import send

if TYPE_CHECKING:
    from members.invitations.models import Invitation
    from members.profiles.models import Member

MOST_LETTERS = 4
PAUSE = timedelta(hours=12)
"""So long after a letter no other one goes to the same person."""


class Resendable(models.Model):
    """Counts its letters, so that each has a number and none goes out twice."""

    letters = models.PositiveSmallIntegerField(default=1, db_default=1, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)
    """When the latest letter was written; nothing for invitations from before this was kept: then when it was made."""

    class Meta:
        abstract = True

    @property
    def may_send_again(self) -> bool:
        """Whether another letter may go out now."""
        invitation = cast("Invitation", self)
        waits = invitation.used_at is None and invitation.withdrawn_at is None and bool(invitation.email)
        latest = self.sent_at or invitation.created_at
        may_invite = not invitation.inviter.is_suspended
        return waits and may_invite and self.letters < MOST_LETTERS and latest <= timezone.now() - PAUSE

    @transaction.atomic
    def send_again(self, *, by: Member) -> bool:
        """Another letter, and the full time again. False if it was used, taken back, or written to a moment ago."""
        invitation, now = cast("Invitation", self), timezone.now()
        if invitation.inviter.is_suspended:
            return False
        waiting = type(invitation)._default_manager.filter(pk=invitation.pk, used_at=None, withdrawn_at=None)
        quiet = waiting.filter(
            models.Q(sent_at__lte=now - PAUSE) | models.Q(sent_at=None, created_at__lte=now - PAUSE),
            letters__lt=MOST_LETTERS,
        )
        again = quiet.exclude(email="").update(
            letters=F("letters") + 1, sent_at=now, expires_at=now + invitation.valid_for
        )
        if again:
            invitation.refresh_from_db()
            send(invitation)
            record("invitation.sent_again", actor=by, subject=invitation)
        return bool(again)
