"""The tasks of newsletters; thin, so that the work can be called without Celery too."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from programs.newsletters.delivering import deliver
from programs.newsletters.rows import NewsletterLetter

KEPT = timedelta(days=400)
"""So long it is known who got which issue."""


@shared_task(name="programs.newsletters.send")
def send_newsletters() -> int:
    """Send what is due, for less than half a minute, so that others get their turn; returns how many left."""
    return deliver(15)


@shared_task(name="programs.newsletters.tidy")
def tidy_newsletters() -> int:
    """Forget who got what, when it is old; returns how many rows went."""
    old = NewsletterLetter.objects.filter(created_at__lt=timezone.now() - KEPT)
    return int(old.delete()[0])
