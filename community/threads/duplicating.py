"""Trait: a thread can point at the one where its matter was spoken about before, and takes no replies then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from members.profiles.models import Member

if TYPE_CHECKING:
    from community.threads.models import Thread


class Duplicable(models.Model):
    """Asked, or wished for, before. What goes along to the other thread: questions/duplicating.py."""

    duplicate_of = models.ForeignKey(
        "community.Thread",
        on_delete=models.SET_NULL,
        null=True,
        related_name="duplicates",
        editable=False,
        db_index=False,
    )
    duplicate_at = models.DateTimeField(null=True, blank=True, editable=False)
    duplicate_by = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False, db_index=False
    )

    class Meta:
        abstract = True

    def point_at(self, other: Thread | None, *, by: Member | None) -> None:
        """Point at another thread, or (None) at none; inside the act that records it."""
        self.duplicate_of = other
        self.duplicate_at, self.duplicate_by = (timezone.now(), by) if other else (None, None)
        self.save(update_fields=["duplicate_of", "duplicate_at", "duplicate_by"])


POINTING = models.Index(fields=["duplicate_of"], condition=Q(duplicate_of__isnull=False), name="thread_duplicates")
NOT_ITSELF = models.CheckConstraint(
    condition=Q(duplicate_of=None) | ~Q(duplicate_of=F("pk")), name="thread_not_its_duplicate"
)
