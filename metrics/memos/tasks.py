"""The tasks of the memos; thin, so that the work can be called without Celery too."""

from celery import shared_task

from metrics.memos import delivering, enrolling


@shared_task(name="metrics.memos.send")
def send_memos() -> int:
    """Write a row for whoever is owed a memo, and send what is due; returns how many left."""
    enrolling.enrol()
    return delivering.deliver()


@shared_task(name="metrics.memos.tidy")
def tidy_memos() -> int:
    """Forget who got what, when it is old; returns how many rows went."""
    return delivering.tidy()
