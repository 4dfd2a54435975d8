"""What the clock does with reports."""

from celery import shared_task

from moderation.reports.messages import close_reports
from moderation.reports.outcomes import tell_due


@shared_task(name="moderation.reports.tell")
def tell() -> int:
    """Tell who reported something what became of it, once that can no longer be undone; returns how many."""
    return tell_due()


@shared_task(name="moderation.reports.close_messages")
def close_messages() -> None:
    """Tells who reported a message that the team has looked at it."""
    close_reports()
