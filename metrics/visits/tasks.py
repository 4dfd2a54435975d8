"""The task that looks after the counting of visitors."""

from celery import shared_task

from metrics.visits.writing import look_after


@shared_task(name="metrics.visits.look_after")
def look_after_visits() -> int:
    """Let visitors be counted if the owner wants it, and write how many a day had when it is over."""
    return look_after()
