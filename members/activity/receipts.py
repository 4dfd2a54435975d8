"""A receipt for each reaction that is owed: what became of it, and what an operator may do about it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from members.activity.log import record
from members.activity.models import Activity

if TYPE_CHECKING:
    from members.profiles.models import Member

LONGEST_ERROR = 2000


class ReceiptQuerySet(models.QuerySet["Receipt"]):
    """Sets of receipts."""

    def unsettled(self) -> ReceiptQuerySet:
        """Neither done nor set aside: all that somebody may still act on."""
        return self.filter(done_at=None, set_aside_at=None)

    def open(self) -> ReceiptQuerySet:
        """Unsettled and not given up: all that will be tried."""
        return self.unsettled().filter(dead_at=None)

    def due(self, waiting: timedelta = timedelta()) -> ReceiptQuerySet:
        """Open, and the next try has come; never tried ones only after they have waited that long."""
        now = timezone.now()
        return self.open().filter(Q(retry_at__lte=now) | Q(retry_at=None, created_at__lte=now - waiting))

    def waiting(self) -> ReceiptQuerySet:
        """Open and not tried yet."""
        return self.open().filter(attempts=0)

    def failing(self) -> ReceiptQuerySet:
        """Open and tried before."""
        return self.open().filter(attempts__gt=0)

    def dead(self) -> ReceiptQuerySet:
        """Given up after the last attempt."""
        return self.unsettled().exclude(dead_at=None)

    def for_listing(self) -> ReceiptQuerySet:
        """With their activities; the hopeless first, then by next try."""
        return self.select_related("activity").order_by(F("dead_at").asc(nulls_last=True), "retry_at", "id")

    @transaction.atomic
    def try_again(self, *, by: Member) -> int:
        """Give every unsettled receipt of the set its full number of tries, from now on. Returns how many."""
        count = self.unsettled().update(attempts=0, retry_at=timezone.now(), dead_at=None)
        if count:
            record("receipt.retried", actor=by, count=count)
        return count


class Receipt(models.Model):
    """One reaction owed to one activity; its effects and its `done_at` commit together, so it happens once."""

    # Not constrained, so that old months of the log can be put away without touching receipts.
    activity = models.ForeignKey(
        Activity, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="receipts"
    )
    activity_at = models.DateTimeField()
    subscriber = models.CharField(max_length=100)
    created_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=LONGEST_ERROR, default="", blank=True)
    retry_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["activity", "subscriber"], name="receipt_once"),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(dead_at=None, set_aside_at=None), name="receipt_one_end"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["retry_at", "id"],
                name="receipt_unsettled",
                condition=Q(done_at=None, set_aside_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subscriber} for {self.activity_id}"

    @property
    def state(self) -> str:
        """One word: done, aside, dead, waiting or failing."""
        if self.done_at:
            return "done"
        if self.set_aside_at:
            return "aside"
        if self.dead_at:
            return "dead"
        return "failing" if self.attempts else "waiting"

    @transaction.atomic
    def try_again(self, *, by: Member) -> None:
        """Try it from now on, with its full number of tries; does nothing when it is done or set aside."""
        if Receipt.objects.filter(pk=self.pk).unsettled().update(attempts=0, retry_at=timezone.now(), dead_at=None):
            self.refresh_from_db()
            record("receipt.retried", actor=by, subject=self)

    @transaction.atomic
    def set_aside(self, *, by: Member) -> None:
        """Stop trying for good and take it off the page; does nothing when it is done or already aside."""
        if Receipt.objects.filter(pk=self.pk).unsettled().update(set_aside_at=timezone.now(), set_aside_by=by):
            self.refresh_from_db()
            record("receipt.set_aside", actor=by, subject=self)
