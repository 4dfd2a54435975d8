"""What the clock does with reports."""

from celery import shared_task

from moderation.reports.bombing import forget_networks as forget
from moderation.reports.outcomes import tell_due


@shared_task(name="moderation.reports.tell")
def tell() -> int:
    """Tell who reported something what became of it, once that can no longer be undone; returns how many."""
    return tell_due()


@shared_task(name="moderation.reports.forget_networks")
def forget_networks() -> int:
    """Forget where visitors' reports of more than a week ago came from; returns how many."""
    return forget()
