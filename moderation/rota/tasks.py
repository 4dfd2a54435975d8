"""The rota: what the clock does."""

from celery import shared_task
from django.utils import timezone

from moderation.rota.handing import write_ended
from moderation.rota.making import make_shifts
from moderation.rota.reminding import remind_next


@shared_task(name="moderation.rota.make_shifts")
def make_ahead() -> int:
    """Make the shifts of the next six weeks; returns how many are new."""
    return make_shifts(timezone.now())


@shared_task(name="moderation.rota.look")
def look() -> int:
    """Remind of shifts that begin soon, and write the notes of those that ended; returns how many in all."""
    now = timezone.now()
    return remind_next(now) + write_ended(now)
