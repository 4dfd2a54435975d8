"""Mentors: what the clock does."""

from celery import shared_task

from config.lib.batches import batch_by_batch
from members.mentoring.checking_in import BATCH, remind_next
from members.mentoring.matching import lapse_next, offer_next

MOST = 50
"""Batches in one run; the next run goes on."""


@shared_task(name="members.mentoring.match")
def match_mentors() -> int:
    """Take back what nobody answers, offer whoever waits, tell of check-ins; how many newcomers were offered."""
    for act in (lapse_next, remind_next):
        batch_by_batch(act, size=BATCH, most=MOST)
    return offer_next()
