"""Which threads are about the same: worked out when somebody writes, so that reading costs one query."""

from __future__ import annotations

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
