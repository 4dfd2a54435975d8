"""A copy of somebody's data that is being made or kept, and an account that leaves."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from members.profiles.models import Member

KEPT = timedelta(days=7)
WAY_BACK = timedelta(days=14)
WARNING = timedelta(days=3)
"""So long before the end a last letter tells of the way back."""
PART_MAX = 40


def _secret() -> str:
    return secrets.token_urlsafe(18)


class DataExportQuerySet(models.QuerySet["DataExport"]):
    """Sets of copies."""

    def unfinished(self) -> DataExportQuerySet:
        """Those that are still to be made."""
        return self.filter(ready_at=None, failed_at=None)

    def due(self) -> DataExportQuerySet:
        """Those that a worker may go on with."""
        return self.unfinished().filter(retry_at__lte=timezone.now())

    def kept(self) -> DataExportQuerySet:
        """Those that can be fetched."""
        return self.filter(ends_at__gt=timezone.now(), removed_at=None)


class DataExport(models.Model):
    """A copy of everything of one member, made part by part and kept for seven days; its files go with it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="data_exports", db_index=False)
    secret = models.CharField(max_length=32, unique=True, default=_secret)
    asked_at = models.DateTimeField(default=timezone.now)
    parts_done = ArrayField(models.CharField(max_length=PART_MAX), default=list)
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(default=timezone.now)
    size = models.PositiveBigIntegerField(default=0)
    ready_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    objects: ClassVar[DataExportQuerySet] = DataExportQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(ready_at=None, failed_at=None), name="data_export_one_at_a_time"
            ),
            models.CheckConstraint(condition=Q(ready_at=None) | Q(failed_at=None), name="data_export_one_end"),
            models.CheckConstraint(condition=Q(ready_at=None) | Q(ends_at__isnull=False), name="data_export_ends"),
        ]
        indexes = [
            models.Index(fields=["member", "-asked_at"], name="data_export_latest"),
            models.Index(fields=["retry_at"], condition=Q(ready_at=None, failed_at=None), name="data_export_due"),
        ]

    def __str__(self) -> str:
        return f"copy {self.pk} for {self.member_id}"

    @property
    def path(self) -> str:
        """Where the ZIP file stands in the storage."""
        return f"exports/{self.secret}.zip"

    def part_path(self, part: str) -> str:
        """Where a part waits in the storage until the ZIP file is put together."""
        return f"exports/{self.secret}/{part.replace('/', '-')}.json"

    @property
    def is_kept(self) -> bool:
        """Whether it can be fetched."""
        return self.ready_at is not None and self.removed_at is None and self.ends_at > timezone.now()  # type: ignore[operator]

    @property
    def is_being_made(self) -> bool:
        """Whether a worker has it, or will."""
        return self.ready_at is None and self.failed_at is None


def _in_two_weeks() -> datetime:
    return timezone.now() + WAY_BACK


class Fate(models.TextChoices):
    """What becomes of the words of somebody who leaves."""

    KEEP = "keep"
    ERASE = "erase"


class LeavingQuerySet(models.QuerySet["Leaving"]):
    """Sets of accounts that leave."""

    def open(self) -> LeavingQuerySet:
        """Those that neither came back nor are gone."""
        return self.filter(returned_at=None, done_at=None)

    def on_the_way(self) -> LeavingQuerySet:
        """Those that can still come back."""
        return self.open().filter(due_at__gt=timezone.now(), begun_at=None)

    def ending(self) -> LeavingQuerySet:
        """Those that can still come back, but not for long."""
        return self.on_the_way().filter(due_at__lte=timezone.now() + WARNING)

    def due(self) -> LeavingQuerySet:
        """Those whose time is over and that a worker may go on with."""
        now = timezone.now()
        return self.open().filter(due_at__lte=now, retry_at__lte=now)


class Leaving(models.Model):
    """An account that leaves: closed at once, gone after fourteen days. What stays of it here is a number."""

    member = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="leavings")
    number = models.BigIntegerField()
    fate = models.CharField(max_length=5, choices=Fate.choices)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    due_at = models.DateTimeField(default=_in_two_weeks)
    returned_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    steps_done = ArrayField(models.CharField(max_length=PART_MAX), default=list)
    cursor = models.BigIntegerField(default=0)
    """How far the step of now has come, in its own counting."""
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[LeavingQuerySet] = LeavingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=Q(returned_at=None, done_at=None), name="leaving_one_at_a_time"
            ),
            models.CheckConstraint(condition=Q(fate__in=Fate.values), name="leaving_fate_known"),
            models.CheckConstraint(condition=Q(returned_at=None) | Q(done_at=None), name="leaving_one_end"),
            models.CheckConstraint(condition=Q(returned_at=None) | Q(begun_at=None), name="leaving_not_halfway_back"),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(returned_at=None, done_at=None), name="leaving_due"),
        ]

    def __str__(self) -> str:
        return f"{self.number} leaves"

    @property
    def erases_words(self) -> bool:
        """Whether what they wrote goes too."""
        return self.fate == Fate.ERASE
