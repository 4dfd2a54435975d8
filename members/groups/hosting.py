"""Trait: some members of a group are its hosts. They answer applications, invite, and look after who is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record

if TYPE_CHECKING:
    from members.groups.models import Group
    from members.profiles.models import Member


class NotInside(ValueError):
    """Only somebody who is in a group can host it."""


class Hostable(models.Model):
    """Managers name its hosts and let them go."""

    class Meta:
        abstract = True

    @transaction.atomic
    def name_host(self, member: Member, *, by: Member) -> None:
        """Let somebody who is in the group look after it. Raises NotInside."""
        group = cast("Group", self)
        seats = group.memberships.filter(member=member)
        if seats.filter(host_since=None).update(host_since=timezone.now()):
            record("group.host_named", actor=by, subject=group, member=member.pk)
        elif not seats.exists():
            raise NotInside

    @transaction.atomic
    def release_host(self, member: Member, *, by: Member) -> None:
        """Let a host go; they stay in the group."""
        group = cast("Group", self)
        if group.memberships.filter(member=member).exclude(host_since=None).update(host_since=None):
            record("group.host_released", actor=by, subject=group, member=member.pk)
