"""Trait: a manager sets a finding aside for four weeks, with a reason; it comes back by itself if it is still so."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from metrics.alerts.models import Finding

ASIDE_MAX = 300
ASIDE_FOR = timedelta(days=28)


class Asidable(models.Model):
    """Whether somebody said that it can wait, until when, and why."""

    aside_at = models.DateTimeField(null=True)
    aside_until = models.DateTimeField(null=True)
    aside_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    aside_why = models.CharField(max_length=ASIDE_MAX, blank=True)

    class Meta:
        abstract = True

    @property
    def is_aside(self) -> bool:
        """Whether it waits by somebody's choice now."""
        return self.aside_until is not None and self.aside_until > timezone.now()

    @transaction.atomic
    def set_aside(self, why: str, *, by: Member) -> None:
        """Let it wait for 28 days; does nothing when it waits already, or is closed."""
        current = self._locked()
        if current.closed_at is None and not current.is_aside:
            current.aside_at = timezone.now()
            current.aside_until = current.aside_at + ASIDE_FOR
            current.aside_by, current.aside_why = by, why[:ASIDE_MAX]
            current.save(update_fields=["aside_at", "aside_until", "aside_by", "aside_why"])
            record("alert.set_aside", actor=by, subject=current, kind=current.kind, space=current.space_id)
        self.refresh_from_db()

    @transaction.atomic
    def take_up(self, *, by: Member) -> None:
        """Let it stand among the open ones again."""
        current = self._locked()
        if current.is_aside:
            current.aside_at = current.aside_until = current.aside_by = None
            current.aside_why = ""
            current.save(update_fields=["aside_at", "aside_until", "aside_by", "aside_why"])
            record("alert.taken_up", actor=by, subject=current, kind=current.kind, space=current.space_id)
        self.refresh_from_db()

    def _locked(self) -> Finding:
        found: Finding = type(self)._default_manager.select_for_update(of=("self",)).get(pk=self.pk)  # type: ignore[assignment]
        return found
