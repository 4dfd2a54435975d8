"""Devices that asked to be told, what waits to be told there, and what was."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.activity.outbox import Sendable, SendableQuerySet
from members.profiles.models import Member

ENDPOINT_MAX = 1000


class PushKeys(models.Model):
    """The keys this installation signs its pushes with: made once, the private one sealed."""

    public = models.CharField(max_length=100)
    sealed = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="push_keys_once")]

    def __str__(self) -> str:
        return self.public


class PushDevice(models.Model):
    """One browser on one device, where a member pressed "Tell me on this device"."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="push_devices")
    endpoint = models.CharField(max_length=ENDPOINT_MAX, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    user_agent = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"a device of {self.member_id}"


class Push(models.Model):
    """What one member is told at one moment, on all their devices: of one thread, or of what was left of a day."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="pushes", db_index=False)
    thread_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["member", "-created_at"], name="push_of_member")]

    def __str__(self) -> str:
        return f"a push for {self.member_id}"


class PushItemQuerySet(models.QuerySet["PushItem"]):
    """Sets of things to be told."""

    def fresh(self) -> PushItemQuerySet:
        """In no push yet, and not kept back."""
        waited = Q(wait_until=None) | Q(wait_until__lte=timezone.now())
        return self.filter(waited, push=None, over_budget_at=None)

    def over_budget(self) -> PushItemQuerySet:
        """In no push yet, because the day's pushes were spent; `wait_until` says when there is one more."""
        return self.filter(push=None, over_budget_at__isnull=False)


class PushItem(models.Model):
    """One thing that happened and is to be told by push; waits until its push is made."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    notification_id = models.BigIntegerField(null=True)
    push = models.ForeignKey(Push, on_delete=models.CASCADE, null=True, related_name="items")
    activity_id = models.BigIntegerField()
    kind = models.CharField(max_length=24)
    thread_id = models.BigIntegerField(null=True)
    subject_id = models.BigIntegerField()
    actor_id = models.BigIntegerField()
    at = models.DateTimeField(default=timezone.now)
    over_budget_at = models.DateTimeField(null=True)
    wait_until = models.DateTimeField(null=True)

    objects: ClassVar[Any] = PushItemQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "activity_id"], name="push_item_once")]
        indexes = [
            models.Index(fields=["at"], condition=Q(push=None, over_budget_at=None), name="push_item_waiting"),
            models.Index(
                fields=["member", "wait_until"],
                condition=Q(push=None, over_budget_at__isnull=False),
                name="push_item_over_budget",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.member_id}"


class PushSending(Sendable):
    """One push on its way to one device. It is dropped because it was read, gone, stopped, refused or failed."""

    push = models.ForeignKey(Push, on_delete=models.CASCADE, related_name="sendings")
    device = models.ForeignKey(PushDevice, on_delete=models.CASCADE, related_name="sendings")

    patience_seconds: ClassVar[float] = 30.0
    objects: ClassVar[Any] = SendableQuerySet.as_manager()

    class Meta:
        verbose_name = _("push")
        constraints = [
            models.CheckConstraint(condition=Q(sent_at=None) | Q(dropped_at=None), name="push_sending_one_end"),
        ]
        indexes = [
            models.Index(fields=["retry_at"], condition=Q(sent_at=None, dropped_at=None), name="push_sending_due"),
        ]
