"""What comes by itself: facts join members who came later, and tables nobody settled are emptied."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from metrics.outside.models import FactFile
from metrics.outside.taking import join_later

KEPT = timedelta(days=2)


@shared_task(name="metrics.outside.tidy")
def tidy_outside() -> int:
    """Join facts to members who came after them, and put away tables that lie for two days; returns how many facts."""
    now = timezone.now()
    FactFile.objects.filter(settled_at=None, made_at__lt=now - KEPT).update(settled_at=now, content="")
    return join_later()
