"""The log of moderation: one row for every decision, effect and reversal. Rows are added; nothing changes one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class EntryQuerySet(models.QuerySet["Entry"]):
    """Sets of rows of the log."""


class Entry(models.Model):
    """One thing that was decided or done. Numbers and small words alone: no text anybody wrote, no name.

    No constraint towards anything: an erasure neither changes the log nor is stopped by it. A trigger in the database
    refuses every UPDATE and DELETE (migration `append_only`).
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    act = models.CharField(max_length=32)  # one of moderation.ledger.acts
    is_automatic = models.BooleanField(default=False)  # a rule did it, not a person
    actor_id = models.BigIntegerField(null=True)
    member_id = models.BigIntegerField(null=True)  # whom it is about
    case_id = models.BigIntegerField(null=True)
    decision_id = models.BigIntegerField(null=True)
    subject_type = models.CharField(max_length=20, default="")
    subject_id = models.BigIntegerField(null=True)
    space_id = models.BigIntegerField(null=True)
    is_private = models.BooleanField(default=False)
    severity = models.PositiveSmallIntegerField(default=0)
    content = models.CharField(max_length=8, default="")  # what was decided about the thing
    person = models.CharField(max_length=8, default="")  # and about the person
    rule_number = models.CharField(max_length=8, default="")
    rule_key = models.CharField(max_length=40, default="")
    facts = models.JSONField(default=dict)  # small values

    objects: ClassVar[models.Manager[Entry]] = EntryQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["case_id", "id"], name="entry_of_case"),
            models.Index(fields=["member_id", "id"], name="entry_about"),
            models.Index(fields=["act", "at"], name="entry_act"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.at:%Y-%m-%d}"
