"""Escalations: what the clock does."""

from celery import shared_task
from django.utils import timezone

from config.lib.batches import batch_by_batch
from moderation.escalation import sending
from moderation.escalation.escalating import go_on_next
from moderation.escalation.severe import alert_again_next

MOST = 200
"""Escalations in one run; the next run goes on."""


@shared_task(name="moderation.escalation.go_on")
def go_on() -> int:
    """Tell the next of what nobody acknowledged, and again of severe cases nobody has; returns how many."""
    now = timezone.now()
    late = batch_by_batch(lambda: go_on_next(now), size=1, most=MOST)
    return late + batch_by_batch(lambda: alert_again_next(now), size=1, most=MOST)


@shared_task(name="moderation.escalation.send")
def send() -> None:
    """Send what escalations and severe cases tell."""
    sending.deliver()
