"""Related threads: what a worker does a moment after somebody has written."""

import time

from celery import shared_task

from community.related.filling import check_all, fill
from community.related.finding import next_owed, work_out

SECONDS = 5
"""Then the worker is free for others, until the next bell."""


@shared_task(name="community.related.work_out")
def work_out_related() -> int:
    """Work out what is like the threads that wait for it, some seconds long; returns how many. Twice does no harm.

    Where a model is named, what threads mean is written before, so that it counts at once.
    """
    fill(SECONDS)
    done, until = 0, time.monotonic() + SECONDS
    while time.monotonic() < until and (thread := next_owed()) is not None:
        work_out(thread)
        done += 1
    return done


@shared_task(name="community.related.check_meanings")
def check_meanings() -> int:
    """Forget what threads meant that are gone or say something else now; returns how many rows that were."""
    return check_all()
