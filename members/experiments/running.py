"""Trait: an experiment is started once and stopped once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record

if TYPE_CHECKING:
    from members.profiles.models import Member


class Runnable(models.Model):
    """Since when it runs, until when it ran, and who said so."""

    started_at = models.DateTimeField(null=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    stopped_at = models.DateTimeField(null=True)
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )

    class Meta:
        abstract = True

    @property
    def is_running(self) -> bool:
        """Whether members who meet it get a variant."""
        return self.started_at is not None and self.stopped_at is None

    @transaction.atomic
    def start(self, *, by: Member) -> None:
        """Give variants from now on; what ran before does not run again."""
        self.refresh_from_db(from_queryset=type(self)._default_manager.select_for_update(of=("self",)))
        if self.started_at is None:
            self.started_at, self.started_by = timezone.now(), by
            self.save(update_fields=["started_at", "started_by"])
            record("experiment.started", actor=by, subject=self)

    @transaction.atomic
    def stop(self, *, by: Member | None) -> None:
        """Give nobody a variant any more; who had which stays written down. Nobody: the rule of its plan says so."""
        self.refresh_from_db(from_queryset=type(self)._default_manager.select_for_update(of=("self",)))
        if self.is_running:
            self.stopped_at, self.stopped_by = timezone.now(), by
            self.save(update_fields=["stopped_at", "stopped_by"])
            record("experiment.stopped", actor=by, subject=self)
