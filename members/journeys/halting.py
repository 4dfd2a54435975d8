"""Trait: a journey can stand still for a while, and can be taken off the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member


class Haltable(models.Model):
    """Since when it stands still, and since when it is archived."""

    paused_at = models.DateTimeField(null=True, editable=False)
    archived_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    if TYPE_CHECKING:
        objects: ClassVar[Any]
        version_id: int | None

    @transaction.atomic
    def archive(self, *, by: Member) -> None:
        """Take it off the list; nobody begins, and nobody goes on."""
        if type(self).objects.filter(pk=self.pk, archived_at=None).update(archived_at=timezone.now()):
            self.refresh_from_db(fields=["archived_at"])
            record("journey.archived", actor=by, subject=self)

    @transaction.atomic
    def unarchive(self, *, by: Member) -> None:
        """Put it back; if it ran, it stands still until it is resumed. Raises IntegrityError if its name is taken."""
        still = timezone.now() if self.version_id is not None else None
        if type(self).objects.filter(pk=self.pk, archived_at__isnull=False).update(archived_at=None, paused_at=still):
            self.archived_at, self.paused_at = None, still
            record("journey.unarchived", actor=by, subject=self)

    @transaction.atomic
    def pause(self, *, by: Member) -> None:
        """Nobody begins and nobody goes on until it is resumed."""
        if type(self).objects.filter(pk=self.pk, paused_at=None).update(paused_at=timezone.now()):
            self.refresh_from_db(fields=["paused_at"])
            record("journey.paused", actor=by, subject=self)

    @transaction.atomic
    def resume(self, *, by: Member) -> None:
        """Go on; what fell due meanwhile is done now, one after the other."""
        if type(self).objects.filter(pk=self.pk, paused_at__isnull=False).update(paused_at=None):
            self.paused_at = None
            record("journey.resumed", actor=by, subject=self)
