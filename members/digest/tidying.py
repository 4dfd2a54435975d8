"""Letting go of old digests: first of what was in them, then of the rows behind their footers."""

from datetime import timedelta

from django.utils import timezone

from members.digest.models import READABLE, Digest

KEPT = timedelta(days=400)
"""So long the links in a digest's footer work at least."""


def tidy() -> int:
    """Forget what is older than its time. Returns how many rows went."""
    now = timezone.now()
    Digest.objects.filter(created_at__lt=now - READABLE).exclude(chosen={}).update(chosen={})
    unsent = Digest.objects.filter(created_at__lt=now - READABLE, sent_at=None)
    gone = unsent.delete()[0]
    return int(gone + Digest.objects.filter(created_at__lt=now - KEPT).delete()[0])
