"""Somebody may be barred from a group: they cannot be in it or ask, until the bar is lifted. Others are not told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from members.groups.models import Group


class GroupBarQuerySet(models.QuerySet["GroupBar"]):
    """Sets of bars."""

    def in_force(self) -> GroupBarQuerySet:
        """Those nobody has lifted."""
        return self.filter(lifted_at=None)


class GroupBar(models.Model):
    """One member kept out of one group, with a reason for those who look after it."""

    group = models.ForeignKey("members.Group", on_delete=models.CASCADE, related_name="bars")
    member = models.ForeignKey("members.Member", on_delete=models.CASCADE, related_name="group_bars")
    reason = models.TextField(blank=True, validators=[MaxLengthValidator(500)])
    barred_at = models.DateTimeField(default=timezone.now)
    barred_by = models.ForeignKey("members.Member", on_delete=models.SET_NULL, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey("members.Member", on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[Any] = GroupBarQuerySet.as_manager()

    class Meta:
        ordering = ["-barred_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "member"], condition=models.Q(lifted_at=None), name="group_bar_once"
            )
        ]

    def __str__(self) -> str:
        return f"Bar {self.pk}"


class Barrable(models.Model):
    """Members can be kept out of it."""

    class Meta:
        abstract = True

    @transaction.atomic
    def bar(self, member: Member, *, by: Member, reason: str = "") -> None:
        """Take `member` out for good, with what they had asked; does nothing if they are barred already."""
        group = cast("Group", self)
        Member.objects.one_at_a_time(member)
        bar, new = GroupBar.objects.get_or_create(
            group=group, member=member, lifted_at=None, defaults={"reason": reason, "barred_by": by}
        )
        if new:
            group.remove(member, by=by)
            group.applications.open().filter(member=member).settle(by=by, accepted=False)
            group.invitations.open().filter(member=member).settle(accepted=None, by=by)
            record("group.member_barred", actor=by, subject=bar, group=group.pk, member=member.pk)

    @transaction.atomic
    def lift_bar(self, member: Member, *, by: Member) -> None:
        """Let `member` come back if they want to."""
        group = cast("Group", self)
        if group.bars.in_force().filter(member=member).update(lifted_at=timezone.now(), lifted_by=by):
            record("group.bar_lifted", actor=by, subject=group, member=member.pk)
