"""Tasks for people: what the clock does."""

from celery import shared_task

from config.lib.batches import batch_by_batch
from members.duties.answering import BATCH, return_next

MOST = 50
"""Batches in one run; the next run goes on."""


@shared_task(name="members.duties.return_unkept")
def return_unkept() -> int:
    """Give back to the team what nobody keeps up with; returns how many."""
    return batch_by_batch(return_next, size=BATCH, most=MOST)
