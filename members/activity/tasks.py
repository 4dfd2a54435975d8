"""The tasks of the activity room; thin, so that the work can be called without Celery too."""

from celery import shared_task

from members.activity import handling, partitions, sweeping
from members.activity import relay as relaying


@shared_task(name="members.activity.relay")
def relay() -> None:
    """Write the receipts of what was recorded."""
    relaying.relay()


@shared_task(name="members.activity.handle")
def handle(*receipts: int) -> None:
    """Do the reactions that are owed, one after the other; each stands for itself."""
    for receipt in receipts:
        handling.handle(receipt)


@shared_task(name="members.activity.sweep")
def sweep() -> None:
    """Queue again what is due or was lost by the broker."""
    sweeping.sweep()


@shared_task(name="members.activity.make_partitions")
def make_partitions() -> None:
    """Make the log's next months ahead of time and empty its safety net."""
    partitions.make_ahead()
