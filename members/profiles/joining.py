"""Trait: somebody becomes a member by proving the address they signed up with."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record

if TYPE_CHECKING:
    from members.profiles.models import Member


class Joinable(models.Model):
    """Since when the address is proven; before that nobody sees the account."""

    confirmed_at = models.DateTimeField(null=True, default=timezone.now, editable=False)
    guidelines_accepted_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def join(self) -> bool:
        """The address is proven: the member has joined. Returns whether that was new."""
        member, now = cast("Member", self), timezone.now()
        new = type(member)._default_manager.filter(pk=member.pk, confirmed_at=None).update(confirmed_at=now)
        if new:
            member.confirmed_at = now
            record("member.joined", actor=member, subject=member)
        return bool(new)
