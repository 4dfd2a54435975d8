"""Trait: members are taken into a group and out of it; what the group may see, they may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db import models, transaction

from config.lib.live import access_changed
from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from members.groups.models import Group


class Joinable(models.Model):
    """Members belong to it."""

    class Meta:
        abstract = True

    @transaction.atomic
    def add(self, member: Member, *, by: Member) -> None:
        """Take `member` in."""
        from members.groups.models import GroupMembership

        _membership, new = GroupMembership.objects.get_or_create(group=cast("Group", self), member=member)
        if new:
            record("group.member_added", actor=by, subject=self, member=member.pk)
            access_changed(member.pk)

    @transaction.atomic
    def remove(self, member: Member, *, by: Member) -> None:
        """Take `member` out; open pages of theirs stop at once."""
        from members.groups.models import GroupMembership

        gone, _rows = GroupMembership.objects.filter(group=cast("Group", self), member=member).delete()
        if gone:
            record("group.member_removed", actor=by, subject=self, member=member.pk)
            access_changed(member.pk)
