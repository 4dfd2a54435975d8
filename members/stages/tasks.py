"""Stages: what the clock does."""

from collections.abc import Callable

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
    try:
        _batch_by_batch(place_next)
        return _batch_by_batch(move_next)
    except StagesRest as why:
        log.warning("Stages rest.", why=str(why))
        return 0


def _batch_by_batch(act: Callable[[], int]) -> int:
    """Act until nobody is left, or as often as one run does; returns for how many."""
    done = 0
    for _batch in range(MOST):
        done += (count := act())
        if count < BATCH:
            break
    return done
