"""Stages: what the clock does."""

import structlog
from celery import shared_task

from config.lib.batches import batch_by_batch
from members.stages.moving import BATCH, move_next, place_next
from members.stages.ruling import StagesRest

log = structlog.get_logger(__name__)
MOST = 100
"""Batches in one run; the next run goes on."""


@shared_task(name="members.stages.move")
def move_members() -> int:
    """Bring every member to the stage whose rule is so by now; returns how many were moved.

    Nobody is moved while a rule cannot be asked: the page about stages and the operators' page say so.
    """
    try:
        batch_by_batch(place_next, size=BATCH, most=MOST)
        return batch_by_batch(move_next, size=BATCH, most=MOST)
    except StagesRest as why:
        log.warning("Stages rest.", why=str(why))
        return 0
