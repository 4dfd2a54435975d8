"""Trait: a poll closes at its time or by hand, exactly once; nobody votes afterwards."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from community.polls.models import Poll

LONGEST = timedelta(days=180)


class PollQuerySet(models.QuerySet["Poll"]):
    """Sets of polls."""

    def due(self) -> PollQuerySet:
        """Those whose time is over and that nobody has closed yet, the longest overdue first."""
        return self.filter(closed_at=None, closes_at__lte=timezone.now()).order_by("closes_at", "pk")

    def locked(self, poll_id: int) -> Poll:
        """One poll under its row lock: its votes are cast, counted and ended one after the other."""
        return self.select_for_update(of=("self",), no_key=True).get(pk=poll_id)


class Closing(models.Model):
    """Takes votes until it is closed: by the clock, its author, or whoever looks after the space."""

    closes_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)

    class Meta:
        abstract = True

    @property
    def is_over(self) -> bool:
        """Whether nobody can vote any more, also in the seconds before the clock has closed it."""
        return self.closed_at is not None or (self.closes_at is not None and self.closes_at <= timezone.now())

    @transaction.atomic
    def close(self, *, by: Member | None = None) -> None:
        """Take no more votes and count for the last time. Without `by` it is the clock."""
        from community.polls.models import Poll
        from community.polls.voting import recount

        current = Poll.objects.locked(self.pk)
        if current.closed_at is None:
            current.closed_at, current.closed_by = timezone.now(), by
            recount(current, whole=True)
            current.save(update_fields=["closed_at", "closed_by"])
            facts = {"poll": current.pk, "thread": current.post.thread_id}
            record("poll.closed", actor=by, subject=current.post, **facts)
        self.closed_at, self.closed_by = current.closed_at, current.closed_by

    @transaction.atomic
    def postpone(self, until: datetime | None, *, by: Member) -> None:
        """Close later than was said, or at no set time. Raises ValueError for an earlier time or a closed poll."""
        from community.polls.models import Poll

        current = Poll.objects.locked(self.pk)
        if current.closes_at != until:
            if current.is_over or current.closes_at is None or (until is not None and until < current.closes_at):
                raise ValueError("A closing time only moves later, and only until the poll closes.")
            current.closes_at = until
            current.save(update_fields=["closes_at"])
            facts = {"poll": current.pk, "thread": current.post.thread_id}
            record("poll.postponed", actor=by, subject=current.post, **facts)
        self.closes_at = current.closes_at
