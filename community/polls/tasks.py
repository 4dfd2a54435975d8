"""Polls: what the clock does."""

from celery import shared_task
from django.db import transaction

from community.polls.models import Poll


@shared_task(name="community.polls.close_due")
def close_due() -> int:
    """Close the polls whose time is over, each in its own transaction; returns how many. Also after an outage."""
    closed = 0
    while _close_next():
        closed += 1
    return closed


@transaction.atomic
def _close_next() -> bool:
    poll = Poll.objects.due().select_for_update(of=("self",), no_key=True, skip_locked=True).first()
    if poll is not None:
        poll.close()
    return poll is not None
