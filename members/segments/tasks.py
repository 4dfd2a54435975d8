"""Segments: what the clock does."""

from celery import shared_task

from members.segments.summing import sum_up


@shared_task(name="members.segments.sum_up")
def sum_up_deeds() -> int:
    """Sum up what members did since the last time; rules read the rest from the log. Returns how many rows it took."""
    return sum_up()
