"""Mail that came in and waits to be read, and addresses that mail does not reach."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from members.activity.outbox import Sendable, SendableQuerySet
from members.profiles.models import Member


class IncomingMail(Sendable):
    """One mail that came in, read by its own task as a mail that leaves is sent: once, with tries, and then forgotten.

    Its key is made of its Message-ID, so that a mail handed in twice is one mail. What became of it stands in
    `dropped_why` where it made nothing: automatic, nobody, refused, bounce, failed.
    """

    content = models.BinaryField()

    spent: ClassVar[dict[str, Any]] = {"content": b""}
    objects: ClassVar[Any] = SendableQuerySet.as_manager()

    class Meta:
        verbose_name = "mail that came in"
        constraints = [
            models.CheckConstraint(condition=Q(sent_at=None) | Q(dropped_at=None), name="incoming_mail_one_end"),
            models.CheckConstraint(
                condition=Q(sent_at=None, dropped_at=None) | Q(content=b""), name="incoming_mail_is_forgotten"
            ),
        ]
        indexes = [
            models.Index(fields=["retry_at"], condition=Q(sent_at=None, dropped_at=None), name="incoming_mail_due"),
        ]


class Unreachable(models.Model):
    """What mail servers said about mail to a member's address; while `stopped_at` is set nothing is sent there."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="unreachable", primary_key=True)
    address = models.EmailField(max_length=254)
    bounces = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(default=timezone.now)
    stopped_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.bounces} bounces of {self.member_id}"
