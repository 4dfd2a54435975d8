"""The task of the tone; thin, so that the work can be called without Celery too."""

from celery import shared_task

from metrics.tone.catching_up import catch_up_tone

SECONDS = 40
"""So long one task works at most before it takes the next day; the broker gives a task to another after a minute."""


@shared_task(name="metrics.tone.catch_up")
def catch_up_on_tone() -> None:
    """Read the tone of days that are owed; what our time is too short for, the next task goes on with at once."""
    if catch_up_tone(SECONDS):
        catch_up_on_tone.apply_async(expires=300)
