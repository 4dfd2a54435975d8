"""Invitations of members into groups."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record
from members.groups.joining import Barred
from members.profiles.models import Member

if TYPE_CHECKING:
    from members.groups.models import Group


AGAIN_AFTER, MOST_ASKED = timedelta(days=30), 3
"""So long after a no a host asks nobody again, and so often in that time at most; managers may."""


class AskedEnough(ValueError):
    """They said no a while ago, or were asked again and again."""


class GroupInvitationQuerySet(models.QuerySet["GroupInvitation"]):
    """Sets of invitations into groups."""

    def open(self) -> GroupInvitationQuerySet:
        """Those that were neither answered nor taken back."""
        return self.filter(accepted_at=None, declined_at=None, withdrawn_at=None)

    def settle(self, *, accepted: bool | None, by: Member | None = None) -> int:
        """Answer them all alike, or take them back (None); returns how many."""
        if accepted is None:
            return self.update(withdrawn_at=timezone.now(), withdrawn_by=by)
        return self.update(**{"accepted_at" if accepted else "declined_at": timezone.now()})


class GroupInvitation(models.Model):
    """A host or manager asks one member into one group."""

    group = models.ForeignKey("members.Group", on_delete=models.CASCADE, related_name="invitations")
    member = models.ForeignKey("members.Member", on_delete=models.CASCADE, related_name="group_invitations")
    inviter = models.ForeignKey("members.Member", on_delete=models.CASCADE, related_name="group_invitations_made")
    note = models.TextField(blank=True, validators=[MaxLengthValidator(500)])
    made_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("members.Member", on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[Any] = GroupInvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "member"],
                condition=models.Q(accepted_at=None, declined_at=None, withdrawn_at=None),
                name="group_invitation_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"Invitation {self.pk} into a group"

    @transaction.atomic
    def accept(self, *, by: Member) -> bool:
        """Come in. False if it was taken back or answered before. Raises Barred."""
        Member.objects.one_at_a_time(by)
        if not self._mine().settle(accepted=True):
            return False
        record("group_invitation.accepted", actor=by, subject=self, group=self.group_id)
        self.group.add(by, by=by)
        return True

    @transaction.atomic
    def decline(self, *, by: Member) -> None:
        """Say no; does nothing once it was answered or taken back."""
        if self._mine().settle(accepted=False):
            record("group_invitation.declined", actor=by, subject=self, group=self.group_id)

    @transaction.atomic
    def withdraw(self, *, by: Member) -> None:
        """Take it back; does nothing once it was answered."""
        if self._mine().settle(accepted=None, by=by):
            record("group_invitation.withdrawn", actor=by, subject=self, group=self.group_id)

    def _mine(self) -> GroupInvitationQuerySet:
        found: GroupInvitationQuerySet = GroupInvitation.objects.open().filter(pk=self.pk)
        return found


@transaction.atomic
def invite(member: Member, group: Group, *, by: Member, note: str = "") -> GroupInvitation:
    """Ask somebody in; while one waits, that one stays as it is. Raises Barred, AskedEnough."""
    Member.objects.one_at_a_time(member)
    if group.bars.in_force().filter(member=member).exists():
        raise Barred
    waiting: GroupInvitation | None = group.invitations.open().filter(member=member).first()
    if waiting is not None:
        return waiting
    lately = group.invitations.filter(member=member, made_at__gt=timezone.now() - AGAIN_AFTER)
    if not by.is_manager and (lately.exclude(declined_at=None).exists() or lately.count() >= MOST_ASKED):
        raise AskedEnough
    made: GroupInvitation = GroupInvitation.objects.create(group=group, member=member, inviter=by, note=note)
    record("group_invitation.made", actor=by, subject=made, group=group.pk)
    return made
