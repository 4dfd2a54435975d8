"""What members are told, in the inbox and by mail, and what they chose to be told."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.lookups import Exact
from django.utils import timezone

from members.activity.outbox import Sendable, SendableQuerySet
from members.profiles.models import Member

KEPT = 100
"""How many subjects and people one notification remembers; further ones are only counted."""


def _length(array: str) -> Func:
    return Func(F(array), function="cardinality", output_field=models.IntegerField())


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Sets of notifications."""

    def of(self, member: Member) -> NotificationQuerySet:
        """The notifications of one member, in places that member may still see."""
        from members.notifications.notices import narrow

        return narrow(self.filter(member=member), member)

    def unseen(self) -> NotificationQuerySet:
        """Those that count beside the word Inbox."""
        return self.filter(seen_at=None)

    def newest(self) -> NotificationQuerySet:
        """Newest first; the id breaks ties, so that a cursor is exact."""
        return self.order_by("-updated_at", "-id")


class Notification(models.Model):
    """One row of an inbox; while it is unseen, more of the same kind and bundle joins it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="notifications", db_index=False)
    kind = models.CharField(max_length=24)
    bundle = models.CharField(max_length=40)
    thread_id = models.BigIntegerField(null=True)
    place_id = models.BigIntegerField(null=True)  # the space: who may not see it is not told and not counted
    # What happened, pair by pair: subjects[n] is what actors[n] did it to. Oldest first, at most KEPT.
    subjects = ArrayField(models.BigIntegerField())
    actors = ArrayField(models.BigIntegerField())
    count = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = NotificationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind", "bundle"], condition=Q(seen_at=None), name="notification_one_unseen"
            ),
            models.CheckConstraint(
                condition=Q(read_at=None) | Q(seen_at__isnull=False), name="notification_read_is_seen"
            ),
            models.CheckConstraint(condition=Exact(_length("subjects"), _length("actors")), name="notification_pairs"),
        ]
        indexes = [
            models.Index(fields=["member", "-updated_at", "-id"], name="notification_latest"),
            models.Index(fields=["member", "thread_id"], name="notification_of_thread"),
            models.Index(fields=["thread_id"], condition=Q(seen_at=None), name="notification_unseen_thread"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.member_id}"

    @property
    def people(self) -> list[int]:
        """Ids of everybody who acted, the latest first, each once."""
        return list(dict.fromkeys(reversed(self.actors)))

    def mark_read(self) -> None:
        """It was opened; does nothing when it was before."""
        self.read_at = self.read_at or timezone.now()
        self.seen_at = self.seen_at or self.read_at
        self.save(update_fields=["read_at", "seen_at"])


class Preference(models.Model):
    """How a member wants to hear of one kind of thing, where that differs from the defaults."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="notice_preferences", db_index=False)
    setting = models.CharField(max_length=24)
    in_app = models.BooleanField()
    by_mail = models.BooleanField()
    by_push = models.BooleanField(null=True)  # null: chosen before there were pushes, so as by default

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "setting"], name="preference_once")]

    def __str__(self) -> str:
        return f"{self.setting} of {self.member_id}"


class MailStop(models.Model):
    """A member wants no notification by mail at all, whatever the single choices say."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="mail_stop", primary_key=True)
    stopped_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"no mail for {self.member_id}"


class QuietHours(models.Model):
    """When a member wants no mail and no push, by the clock of their own zone; without times, never."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="quiet_hours", primary_key=True)
    begins = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(begins=None, ends=None) | (Q(begins__isnull=False) & Q(ends__isnull=False)),
                name="quiet_hours_have_two_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.begins} to {self.ends} for {self.member_id}"


def _token() -> str:
    return secrets.token_urlsafe(12)


class MailQuerySet(SendableQuerySet):
    """Sets of mails."""

    def counted(self, members: Collection[int]) -> MailQuerySet:
        """What counts against the budget of these members: all that was not dropped."""
        return self.filter(member__in=members, dropped_at=None)


class Mail(Sendable):
    """One notification mail in the outbox: to one member, about one thread or what was left of a day.

    Its key names the batch. It is dropped for one of these reasons: read, gone, stopped, refused, failed.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="mails", db_index=False)
    thread_id = models.BigIntegerField(null=True)
    token = models.CharField(max_length=16, unique=True, default=_token)  # short: the header line must not fold
    settings = ArrayField(models.CharField(max_length=24), default=list)  # what "Send less" is about

    objects: ClassVar[Any] = MailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sent_at=None) | Q(dropped_at=None), name="mail_one_end"),
        ]
        indexes = [
            models.Index(fields=["retry_at"], condition=Q(sent_at=None, dropped_at=None), name="mail_due"),
            models.Index(fields=["member", "-created_at"], name="mail_of_member"),
        ]


class MailItemQuerySet(models.QuerySet["MailItem"]):
    """Sets of things to be mailed."""

    def fresh(self) -> MailItemQuerySet:
        """In no mail yet, and not kept back by quiet hours."""
        waited = Q(wait_until=None) | Q(wait_until__lte=timezone.now())
        return self.filter(waited, mail=None, over_budget_at=None)

    def over_budget(self) -> MailItemQuerySet:
        """In no mail yet, because the day's mails were spent; `wait_until` says when there is one more."""
        return self.filter(mail=None, over_budget_at__isnull=False, wait_until__isnull=False)


class MailItem(models.Model):
    """One thing that happened and is to be told by mail; waits until its batch is gathered."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    notification = models.ForeignKey(Notification, on_delete=models.SET_NULL, null=True, related_name="mail_items")
    mail = models.ForeignKey(Mail, on_delete=models.CASCADE, null=True, related_name="items")
    activity_id = models.BigIntegerField()
    kind = models.CharField(max_length=24)
    thread_id = models.BigIntegerField(null=True)
    subject_id = models.BigIntegerField()
    actor_id = models.BigIntegerField()
    at = models.DateTimeField(default=timezone.now)
    over_budget_at = models.DateTimeField(null=True)  # the day's mails were spent
    wait_until = models.DateTimeField(null=True)  # the end of quiet hours, or of a day whose mails are spent

    objects: ClassVar[Any] = MailItemQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "activity_id"], name="mail_item_once")]
        indexes = [
            models.Index(fields=["at"], condition=Q(mail=None, over_budget_at=None), name="mail_item_waiting"),
            models.Index(
                fields=["member", "wait_until"],
                condition=Q(mail=None, over_budget_at__isnull=False),
                name="mail_item_over_budget",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.member_id}"
