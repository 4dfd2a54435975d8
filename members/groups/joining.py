"""Trait: members come into a group and go out of it; what the group may see, they may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db import models, transaction

from config.lib.live import access_changed
from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from members.groups.models import Group


class Barred(ValueError):
    """Somebody who is barred from a group cannot be in it."""


class Joinable(models.Model):
    """Members belong to it."""

    class Meta:
        abstract = True

    @transaction.atomic
    def add(self, member: Member, *, by: Member | None) -> None:
        """Take `member` in, or let them come in by themselves; what they had asked is answered by it.

        Raises Barred. `by` is nobody where a journey does it.
        """
        from members.groups.models import GroupMembership

        group = cast("Group", self)
        Member.objects.one_at_a_time(member)
        if group.bars.in_force().filter(member=member).exists():
            raise Barred
        _membership, new = GroupMembership.objects.get_or_create(group=group, member=member)
        if new:
            group.applications.open().filter(member=member).settle(by=by, accepted=True)
            group.invitations.open().filter(member=member).settle(accepted=True)
            record("group.member_added", actor=by, subject=self, member=member.pk)
            access_changed(member.pk)

    @transaction.atomic
    def remove(self, member: Member, *, by: Member | None) -> None:
        """Take `member` out, or let them leave; open pages of theirs stop at once.

        `by` is nobody where a year that is over does it.
        """
        from members.groups.models import GroupMembership

        gone, _rows = GroupMembership.objects.filter(group=cast("Group", self), member=member).delete()
        if gone:
            record("group.member_removed", actor=by, subject=self, member=member.pk)
            access_changed(member.pk)
