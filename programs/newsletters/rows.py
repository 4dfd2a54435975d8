"""The outbox of newsletters: one row for each issue and reader, which leaves once or never."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.activity import outbox
from members.activity.outbox import Sendable, SendableQuerySet
from members.notifications.batching import also_counted
from members.profiles.models import Member
from programs.newsletters.models import NewsletterIssue

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from django_stubs_ext import StrOrPromise

    from members.notifications.batching import Sent


class NewsletterLetterQuerySet(SendableQuerySet):
    """Sets of letters."""

    def due(self) -> NewsletterLetterQuerySet:
        """Open, of an issue nobody stopped, and the next try has come; tests leave whatever was stopped."""
        found: NewsletterLetterQuerySet = super().due().filter(Q(is_test=True) | Q(issue__held_at=None))
        return found


class NewsletterLetter(Sendable):
    """One issue to one member. Dropped for one of these reasons: stopped, gone, refused, late, failed."""

    issue = models.ForeignKey(NewsletterIssue, on_delete=models.CASCADE, related_name="letters", db_index=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="newsletters")
    is_test = models.BooleanField(default=False)
    leaving_at = models.DateTimeField(null=True)  # handed over since then; stays if a worker is killed meanwhile

    objects: ClassVar[Any] = NewsletterLetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issue", "member"], condition=Q(is_test=False), name="newsletter_once"),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(dropped_at=None), name="newsletter_one_end"),
        ]
        indexes = [
            models.Index(fields=["retry_at"], condition=Q(sent_at=None, dropped_at=None), name="newsletter_due"),
            models.Index(fields=["issue", "sent_at"], name="newsletter_of_issue"),
        ]

    @property
    def kind_in_words(self) -> StrOrPromise:
        """What it is, for the operators' page."""
        return _("Newsletter")

    def mark_left(self) -> None:
        """It has left, also where a stop came in that moment."""
        end = {"sent_at": timezone.now(), "last_error": "", "dropped_at": None, "dropped_why": ""}
        NewsletterLetter.objects.filter(pk=self.pk, sent_at=None).update(**end)

    def note_failure(self, error: Exception) -> None:
        """Keep what went wrong; it has not left."""
        self._open().update(leaving_at=None)
        super().note_failure(error)


outbox.register(outbox.Outbox("newsletters", _("Newsletters"), NewsletterLetter.objects.all))


def sent_to(members: Collection[int], since: datetime) -> Sent:
    """What these members were sent since then."""
    sent = NewsletterLetter.objects.filter(member__in=members, is_test=False, sent_at__gt=since)
    return sent.values_list("member", "sent_at")


also_counted(sent_to)  # here, where every process reads it: what was sent counts in all of them
