"""Related threads: what a worker does a moment after somebody has written."""

import time

from celery import shared_task

from community.related.finding import next_owed, work_out

SECONDS = 5
"""Then the worker is free for others, until the next bell."""


@shared_task(name="community.related.work_out")
def work_out_related() -> int:
    """Work out what is like the threads that wait for it, some seconds long; returns how many. Twice does no harm."""
    done, until = 0, time.monotonic() + SECONDS
    while time.monotonic() < until and (thread := next_owed()) is not None:
        work_out(thread)
        done += 1
    return done
