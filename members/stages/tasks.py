"""Stages: what the clock does."""

import structlog
from celery import shared_task

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
    moved = 0
    try:
        next(count for _batch in range(MOST) if (count := place_next()) < BATCH)
        for _batch in range(MOST):
            moved += (count := move_next())
            if count < BATCH:
                break
    except StagesRest as why:
        log.warning("Stages rest.", why=str(why))
    except StopIteration:
        log.info("More members have to be placed than one run does.")
    return moved
