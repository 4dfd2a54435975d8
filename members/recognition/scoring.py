"""Trait: points are counted or not, and leaderboards are shown or not. Neither is, until a manager says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record

if TYPE_CHECKING:
    from members.profiles.models import Member


class Scored(models.Model):
    """Since when each is so, and by whose will."""

    counted_since = models.DateTimeField(null=True)
    counted_by = models.ForeignKey(
        "members.Member", on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    shown_since = models.DateTimeField(null=True)
    shown_by = models.ForeignKey(
        "members.Member", on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )

    class Meta:
        abstract = True

    @classmethod
    def held(cls) -> Self:
        """The row, which nobody else changes until the transaction has ended."""
        cls._default_manager.get_or_create(pk=1)
        return cls._default_manager.select_for_update(of=("self",)).get(pk=1)

    @transaction.atomic
    def start(self, *, by: Member) -> None:
        """Count points from now on; those of this season are counted from the log."""
        row = self.held()
        if row.counted_since is None:
            row.counted_since, row.counted_by = timezone.now(), by
            row.save(update_fields=["counted_since", "counted_by"])
            record("points.started", actor=by, subject=row)

    @transaction.atomic
    def stop(self, *, by: Member) -> None:
        """Count no points any more, show no leaderboards, and forget what was counted."""
        from members.recognition.points import Earned

        row = self.held()
        if row.counted_since is not None:
            row.counted_since = row.counted_by = row.shown_since = row.shown_by = None
            row.save(update_fields=["counted_since", "counted_by", "shown_since", "shown_by"])
            Earned.objects.all().delete()
            record("points.stopped", actor=by, subject=row)

    @transaction.atomic
    def show(self, *, by: Member) -> None:
        """Show leaderboards to members; nothing where no points are counted."""
        row = self.held()
        if row.counted_since is not None and row.shown_since is None:
            row.shown_since, row.shown_by = timezone.now(), by
            row.save(update_fields=["shown_since", "shown_by"])
            record("leaderboards.shown", actor=by, subject=row)

    @transaction.atomic
    def hide(self, *, by: Member) -> None:
        """Show no leaderboards any more; points are still counted."""
        row = self.held()
        if row.shown_since is not None:
            row.shown_since = row.shown_by = None
            row.save(update_fields=["shown_since", "shown_by"])
            record("leaderboards.hidden", actor=by, subject=row)
