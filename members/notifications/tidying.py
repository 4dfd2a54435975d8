"""Letting go of old rows, so that inbox and outbox stay small."""

from datetime import timedelta

from django.utils import timezone

from members.notifications.models import Mail, MailItem, Notification
from members.push.models import Push, PushItem

SEEN_KEPT = timedelta(days=180)
ITEMS_KEPT = timedelta(days=30)
MAILS_KEPT = timedelta(days=400)
"""So long the links in a mail's footer work at least."""


def tidy() -> int:
    """Delete what is older than its time. Returns how many rows went."""
    now = timezone.now()
    gone = 0
    for old in (
        Notification.objects.filter(seen_at__lt=now - SEEN_KEPT, updated_at__lt=now - SEEN_KEPT),
        MailItem.objects.filter(at__lt=now - ITEMS_KEPT),
        Mail.objects.filter(created_at__lt=now - MAILS_KEPT),
        PushItem.objects.filter(at__lt=now - ITEMS_KEPT),
        Push.objects.filter(created_at__lt=now - ITEMS_KEPT),
    ):
        gone += old.delete()[0]
    return gone
