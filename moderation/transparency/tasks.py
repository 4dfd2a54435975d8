"""What the clock does with the log."""

from celery import shared_task

from moderation.transparency.months import count_months
from moderation.transparency.reports import write_due


@shared_task(name="moderation.transparency.write_reports")
def write_transparency_reports() -> int:
    """Write the reports of quarters that are over; returns how many."""
    return write_due()


@shared_task(name="moderation.transparency.count_months")
def count_months_that_are_over() -> int:
    """Count months that are over; returns how many."""
    return count_months()
