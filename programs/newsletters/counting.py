"""What became of an issue in numbers. Nobody is watched: whether a letter was opened is not known here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from programs.newsletters.rows import NewsletterLetter

if TYPE_CHECKING:
    from programs.newsletters.models import NewsletterIssue


@dataclass(frozen=True)
class Numbers:
    """Letters of one issue, without tests."""

    sent: int
    waiting: int
    stopped: int
    """Of members who stopped it, or may get none any more, after it began to leave."""
    refused: int
    late: int
    failed: int
    gone: int

    @property
    def has_begun(self) -> bool:
        """Whether there is any letter."""
        return any((self.sent, self.waiting, self.stopped, self.refused, self.late, self.failed, self.gone))


def numbers_of(issue: NewsletterIssue) -> Numbers:
    """One query."""
    rows = NewsletterLetter.objects.filter(issue=issue, is_test=False)
    ends = ("stopped", "refused", "late", "failed", "gone")
    return Numbers(**rows.aggregate(
        sent=Count("pk", filter=Q(sent_at__isnull=False)),
        waiting=Count("pk", filter=Q(sent_at=None, dropped_at=None)),
        **{why: Count("pk", filter=Q(dropped_why=why)) for why in ends},
    ))  # fmt: skip
