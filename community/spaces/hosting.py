"""Trait: a space has hosts, who look after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db import models, transaction

from config.lib.live import access_changed
from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from community.spaces.models import Space


class Hostable(models.Model):
    """Members host it."""

    class Meta:
        abstract = True

    @transaction.atomic
    def add_host(self, member: Member, *, by: Member) -> None:
        """Let `member` look after the space; a host also sees it."""
        from community.spaces.models import SpaceHost

        _hosting, new = SpaceHost.objects.get_or_create(space=cast("Space", self), member=member)
        if new:
            record("space.host_added", actor=by, subject=self, member=member.pk)
            access_changed(member.pk)

    @transaction.atomic
    def remove_host(self, member: Member, *, by: Member) -> None:
        """Let `member` be an ordinary member of the space again."""
        from community.spaces.models import SpaceHost

        gone, _rows = SpaceHost.objects.filter(space=cast("Space", self), member=member).delete()
        if gone:
            record("space.host_removed", actor=by, subject=self, member=member.pk)
            access_changed(member.pk)
