"""Which threads are about the same: worked out when somebody writes, so that reading costs one query."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from community.threads.models import Thread


class RelatedThreads(models.Model):
    """The threads most like one, best first. Who may see which of them is asked when they are shown."""

    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, primary_key=True, related_name="related")
    ids = ArrayField(models.BigIntegerField(), default=list)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["at"], name="related_oldest")]

    def __str__(self) -> str:
        return f"like {self.thread_id}"


class MeaningIndex(models.Model):
    """By which model the meanings of threads were written, and what is wrong with that now. At most one row.

    The meanings stand in a table that Django does not know (vectors.py): it needs an extension of PostgreSQL.
    """

    LONGEST_ERROR: ClassVar[int] = 500

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    model = models.CharField(max_length=200, blank=True, default="")
    dimension = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(null=True)
    filled_at = models.DateTimeField(null=True)
    """Since when every thread that can be found has had its meaning; until then words alone count."""
    least = models.FloatField(default=1.0)
    """Threads less like each other than this have nothing in common but chance."""
    error = models.CharField(max_length=LONGEST_ERROR, blank=True, default="")
    failed_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[MeaningIndex]] = models.Manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="meaning_index_one_row")]

    def __str__(self) -> str:
        return self.model or "no meanings"

    def note(self, error: str) -> None:
        """Keep what went wrong, for the operators' page."""
        self.error, self.failed_at = error.replace("\0", "")[: self.LONGEST_ERROR], timezone.now()
        self.save(update_fields=["error", "failed_at"])

    def clear(self) -> None:
        """It goes well again; does nothing when it went well."""
        if self.failed_at is not None:
            self.error, self.failed_at = "", None
            self.save(update_fields=["error", "failed_at"])
