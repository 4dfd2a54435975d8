"""Whether a member wants newsletters. A stop takes hold at once, also of a letter that is on its way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from members.activity.log import record
from programs.newsletters.models import NewsletterChoice
from programs.newsletters.rows import NewsletterLetter

if TYPE_CHECKING:
    from members.profiles.models import Member


def wants_none(member: Member) -> bool:
    """Whether they stopped newsletters."""
    return NewsletterChoice.objects.filter(member=member, stopped_at__isnull=False).exists()


@transaction.atomic
def stop(member: Member) -> None:
    """No more newsletters; what waits to leave is dropped. Nothing if they were stopped."""
    choice = _locked(member)
    if choice.stopped_at is None:
        choice.stopped_at = timezone.now()
        choice.save(update_fields=["stopped_at"])
        waiting = NewsletterLetter.objects.open().filter(member=member, is_test=False)
        waiting.update(dropped_at=timezone.now(), dropped_why="stopped")
        record("newsletter.stopped", actor=member, subject=member)


@transaction.atomic
def resume(member: Member) -> None:
    """Newsletters again. Nothing if they come."""
    choice = _locked(member)
    if choice.stopped_at is not None:
        choice.stopped_at = None
        choice.save(update_fields=["stopped_at"])
        record("newsletter.resumed", actor=member, subject=member)


def _locked(member: Member) -> NewsletterChoice:
    NewsletterChoice.objects.get_or_create(member=member)
    return NewsletterChoice.objects.select_for_update(of=("self",)).get(member=member)
