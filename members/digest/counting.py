"""How the last digests went, in numbers for managers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, F, Q
from django.utils import timezone

from members.digest.models import Digest, DigestChoice
from members.digest.receiving import receivers

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Numbers:
    """The last seven days, and who gets it."""

    receivers: int
    sent: int
    empty: int
    waiting: int
    stopped: int
    """Members who stopped it, at any time."""
    resting: int


def numbers() -> Numbers:
    """Three queries."""
    lately = Digest.objects.filter(created_at__gt=timezone.now() - WEEK, is_test=False, is_pause=False)
    rows = lately.aggregate(
        sent=Count("pk", filter=Q(sent_at__isnull=False)),
        empty=Count("pk", filter=Q(dropped_why="empty")),
        waiting=Count("pk", filter=Q(sent_at=None, dropped_at=None)),
    )
    here_again = Q(member__last_seen_at__gt=F("paused_at"))
    chosen = DigestChoice.objects.aggregate(
        stopped=Count("pk", filter=Q(stopped_at__isnull=False)),
        resting=Count("pk", filter=Q(paused_at__isnull=False) & ~here_again),
    )
    return Numbers(receivers=receivers().count(), **rows, **chosen)
