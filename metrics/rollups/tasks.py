"""The task of facts; thin, so that the work can be called without Celery too."""

from celery import shared_task

from metrics.rollups.catching_up import catch_up

SECONDS = 40
"""So long one task works at most before it takes the next day; the broker gives a task to another after a minute."""


@shared_task(name="metrics.rollups.catch_up")
def catch_up_days() -> None:
    """Make the days that are owed; what our time is too short for, the next task goes on with at once."""
    if catch_up(SECONDS):
        catch_up_days.apply_async(expires=300)
