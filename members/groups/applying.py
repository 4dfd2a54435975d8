"""Applications to groups: what somebody answered, and a clear yes or no with a reason."""

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
    from datetime import datetime

    from members.groups.models import Group

AGAIN_AFTER = timedelta(days=30)
"""How long after a no somebody may ask again."""


class GroupApplicationQuerySet(models.QuerySet["GroupApplication"]):
    """Sets of applications to groups."""

    def open(self) -> GroupApplicationQuerySet:
        """Those nobody has answered and that were not taken back."""
        return self.filter(accepted_at=None, declined_at=None, withdrawn_at=None)

    def waiting(self) -> GroupApplicationQuerySet:
        """Open ones of members who are there: those whose account is closed wait for nothing."""
        return self.open().filter(member__is_active=True)

    def settle(self, *, by: Member | None, accepted: bool, reason: str = "") -> int:
        """Answer them all alike; returns how many."""
        answer = {"accepted_at" if accepted else "declined_at": timezone.now()}
        return self.update(decided_by=by, reason=reason, **answer)


class GroupApplication(models.Model):
    """One member asks to come into one group."""

    group = models.ForeignKey("members.Group", on_delete=models.CASCADE, related_name="applications")
    member = models.ForeignKey("members.Member", on_delete=models.CASCADE, related_name="group_applications")
    answers = models.JSONField(default=list)
    """Pairs of a question as it stood and its answer."""
    made_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("members.Member", on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.TextField(blank=True, default="", validators=[MaxLengthValidator(500)])

    objects: ClassVar[Any] = GroupApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "member"],
                condition=models.Q(accepted_at=None, declined_at=None, withdrawn_at=None),
                name="group_application_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"Application {self.pk} to a group"

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.accepted_at is None and self.declined_at is None and self.withdrawn_at is None

    @property
    def again_at(self) -> datetime | None:
        """When its member may ask again after a no; None without one."""
        return self.declined_at + AGAIN_AFTER if self.declined_at else None

    @transaction.atomic
    def accept(self, *, by: Member, reason: str = "") -> bool:
        """Say yes: they are in. False if it was answered or taken back before. Raises Barred."""
        Member.objects.one_at_a_time(self.member)
        if not self._mine().settle(by=by, accepted=True, reason=reason):
            return False
        self.group.add(self.member, by=by)
        record("group_application.accepted", actor=by, subject=self, group=self.group_id)
        return True

    @transaction.atomic
    def decline(self, *, by: Member, reason: str) -> bool:
        """Say no, with a reason that they read. False if it was answered or taken back before."""
        if not self._mine().settle(by=by, accepted=False, reason=reason):
            return False
        record("group_application.declined", actor=by, subject=self, group=self.group_id)
        return True

    @transaction.atomic
    def withdraw(self, *, by: Member) -> None:
        """Take it back; does nothing once it was answered."""
        if self._mine().update(withdrawn_at=timezone.now()):
            record("group_application.withdrawn", actor=by, subject=self, group=self.group_id)

    def _mine(self) -> GroupApplicationQuerySet:
        found: GroupApplicationQuerySet = GroupApplication.objects.open().filter(pk=self.pk)
        return found


@transaction.atomic
def apply(group: Group, *, by: Member, answers: list[tuple[str, str]]) -> GroupApplication:
    """Ask to come in; while one waits, that one stays as it is. Raises Barred."""
    Member.objects.one_at_a_time(by)
    if group.bars.in_force().filter(member=by).exists():
        raise Barred
    waiting: GroupApplication | None = group.applications.open().filter(member=by).first()
    if waiting is not None:
        return waiting
    made: GroupApplication = GroupApplication.objects.create(group=group, member=by, answers=[list(a) for a in answers])
    record("group_application.made", actor=by, subject=made, group=group.pk)
    return made
