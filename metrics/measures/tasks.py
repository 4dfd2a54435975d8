"""Measuring by night; thin, so that the work can be called without Celery too."""

from celery import shared_task

from metrics.measures.keeping import is_kept, is_ready, keep_scores
from metrics.rollups.catching_up import last_at_rest

SECONDS = 40
"""So long one task begins another measure; the broker gives a task to another worker after a minute."""


@shared_task(name="metrics.measures.keep")
def keep_measuring() -> int:
    """Measure the last day that is over, once its facts are there; what time is too short for, the next task does."""
    day = last_at_rest()
    if not is_ready(day):
        return 0
    written = keep_scores(day, seconds=SECONDS)
    if written and not is_kept(day):
        keep_measuring.apply_async(expires=300)
    return written
