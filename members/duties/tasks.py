"""Tasks for people: what the clock does."""

from celery import shared_task

from members.duties.answering import BATCH, return_next

MOST = 50
"""Batches in one run; the next run goes on."""


@shared_task(name="members.duties.return_unkept")
def return_unkept() -> int:
    """Give back to the team what nobody keeps up with; returns how many."""
    returned = 0
    for _batch in range(MOST):
        returned += (done := return_next())
        if done < BATCH:
            break
    return returned
