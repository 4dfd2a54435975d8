"""Sanctions: what the clock does."""

from celery import shared_task

from config.lib.batches import batch_by_batch
from moderation.sanctions.expiring import BATCH, forget_addresses, tell_ended_sanctions, tell_expired_strikes

MOST = 50
"""Batches in one run; the next run goes on."""


@shared_task(name="moderation.sanctions.tell_ends")
def tell_ends() -> int:
    """Write down and tell what time has ended; returns how much."""
    strikes = batch_by_batch(tell_expired_strikes, size=BATCH, most=MOST)
    forget_addresses()
    return strikes + batch_by_batch(tell_ended_sanctions, size=BATCH, most=MOST)
