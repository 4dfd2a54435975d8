"""The log of what happened."""

from __future__ import annotations

from typing import ClassVar

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Sets of activities."""

    def undispatched(self) -> ActivityQuerySet:
        """Those whose receipts are not written yet."""
        return self.filter(dispatched_at=None)

    def about(self, subject: models.Model) -> ActivityQuerySet:
        """What happened to one thing."""
        return self.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)


class Activity(models.Model):
    """One thing that happened: who did what to which thing, and when. Written by `record` alone, kept by month."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(default=timezone.now)
    verb = models.CharField(max_length=64)
    # No constraint towards the member: the log neither stops nor follows an erasure.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        null=True,
        related_name="+",
    )
    subject_type = models.CharField(max_length=64, default="")
    subject_id = models.BigIntegerField(null=True)
    facts = models.JSONField(default=dict)
    dispatched_at = models.DateTimeField(null=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["id"], name="activity_undispatched", condition=Q(dispatched_at=None)),
            models.Index(fields=["subject_type", "subject_id"], name="activity_subject"),
            models.Index(fields=["actor", "at"], name="activity_actor"),
            models.Index(fields=["verb", "at"], include=["actor"], name="activity_verb_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type} {self.subject_id or ''}".rstrip()

    @cached_property
    def subject(self) -> models.Model | None:
        """The thing it happened to, whoever may see it; None if there was none or it is gone."""
        if not self.subject_type:
            return None
        model: type[models.Model] = apps.get_model(self.subject_type)
        return model._base_manager.filter(pk=self.subject_id).first()
