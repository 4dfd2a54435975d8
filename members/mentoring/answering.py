"""Trait: a mentor accepts a newcomer or passes, within a day; either of the two ends it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.activity.log import record
from members.profiles.keeping_away import apart
from members.profiles.preferences import choose

if TYPE_CHECKING:
    from members.mentoring.models import Mentorship
    from members.profiles.models import Member

WITHIN = timedelta(hours=24)


class TooLate(Exception):
    """It is not theirs to answer any more; the message says so."""


class Closing(models.TextChoices):
    """How an offer or a mentorship came to its end."""

    PASSED = "passed", gettext_lazy("passed on")
    LAPSED = "lapsed", gettext_lazy("not answered")
    ENDED = "ended", gettext_lazy("ended")


def in_a_day() -> datetime:
    """Until when an offer that is made now waits."""
    return timezone.now() + WITHIN


class Answerable(models.Model):
    """When it was offered, accepted and closed; and by whom."""

    offered_at = models.DateTimeField(default=timezone.now)
    answer_by = models.DateTimeField(default=in_a_day)
    accepted_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closing = models.CharField(max_length=6, choices=Closing.choices, blank=True, default="")
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )

    class Meta:
        abstract = True

    def _lock(self) -> Mentorship:
        """Read it anew and keep everybody else waiting until the running transaction ends."""
        manager: Any = type(self)._default_manager
        self.refresh_from_db(from_queryset=manager.select_for_update(of=("self",)))
        return cast("Mentorship", self)

    @transaction.atomic
    def accept(self, *, by: Member) -> None:
        """Look after this newcomer. Raises TooLate when it was closed, or the two do not fit any more."""
        from members.mentoring.matching import may_mentor

        pair = self._lock()
        if self.accepted_at is not None and self.closed_at is None:
            return
        # The same sentence for all: nobody learns that they are kept away from.
        if self.closed_at is not None or apart([pair.newcomer, pair.mentor]) or not may_mentor(pair.mentor):
            raise TooLate(_("This waited too long: somebody else was asked. Thank you for looking."))
        self.accepted_at = timezone.now()
        self.save(update_fields=["accepted_at"])
        from members.mentoring.checking_in import plan

        plan(pair)
        record("mentorship.accepted", actor=by, subject=pair, newcomer=pair.newcomer_id)

    @transaction.atomic
    def pass_on(self, *, by: Member) -> None:
        """Let somebody else have the newcomer, who hears nothing of it; nothing happens when it is closed."""
        pair = self._lock()
        if self.closed_at is None and self.accepted_at is None:
            self._close(Closing.PASSED)
            record("mentorship.passed", actor=by, subject=pair)

    @transaction.atomic
    def lapse(self) -> None:
        """It was not answered in time, or one of the two cannot any more; nobody is told."""
        pair = self._lock()
        if self.closed_at is None:
            self._close(Closing.LAPSED)
            record("mentorship.lapsed", subject=pair)

    @transaction.atomic
    def end(self, *, by: Member) -> None:
        """Come to an end, with thanks; a newcomer who ends it is offered nobody else unless they ask."""
        pair = self._lock()
        if self.closed_at is not None:
            return
        self._close(Closing.ENDED, by)
        if by.pk == pair.newcomer_id:
            choose(by, mentor="none")
        record("mentorship.ended", actor=by, subject=pair)

    def _close(self, how: str, by: Member | None = None) -> None:
        self.closed_at, self.closing, self.ended_by = timezone.now(), how, by
        self.save(update_fields=["closed_at", "closing", "ended_by"])
