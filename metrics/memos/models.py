"""Whether somebody wants the memo, and one letter for each member and week."""

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

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from django_stubs_ext import StrOrPromise

    from members.notifications.batching import Sent


class MemoChoice(models.Model):
    """Whether a member wants the memo, where they said so; without a row managers do, and hosts do not."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, primary_key=True, related_name="memo_choice")
    is_wanted = models.BooleanField()
    chosen_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[MemoChoice]] = models.Manager()

    def __str__(self) -> str:
        return f"memo of {self.member_id}: {self.is_wanted}"


class Memo(Sendable):
    """The memo of one week to one member. It holds no number and no word: all of it is read when it is sent.

    Dropped for one of these reasons: stopped, late, refused, failed.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="memos", db_index=False)
    week = models.DateField()
    """The Monday on which it is owed; it tells of the time up to the day before."""
    leaving_at = models.DateTimeField(null=True)
    """Handed over since then; stays if a worker is killed meanwhile."""

    objects: ClassVar[Any] = SendableQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "week"], name="memo_once_a_week"),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(dropped_at=None), name="memo_one_end"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["retry_at"], condition=Q(sent_at=None, dropped_at=None), name="memo_due"),
        ]

    @property
    def kind_in_words(self) -> StrOrPromise:
        """What it is, for the operators' page."""
        return _("Health memo")

    def begin_to_leave(self) -> bool:
        """Mark that it is handed over now; False where it ended, or began, before."""
        return bool(self._open().filter(leaving_at=None).update(leaving_at=timezone.now()))

    def mark_left(self) -> None:
        """It has left, also where a stop came in that moment."""
        end = {"sent_at": timezone.now(), "last_error": "", "dropped_at": None, "dropped_why": ""}
        Memo.objects.filter(pk=self.pk, sent_at=None).update(**end)

    def note_failure(self, error: Exception) -> None:
        """Keep what went wrong; it has not left."""
        self._open().update(leaving_at=None)
        super().note_failure(error)


outbox.register(outbox.Outbox("memos", _("Health memos"), Memo.objects.all))


def _sent_to(members: Collection[int], since: datetime) -> Sent:
    return Memo.objects.filter(member__in=members, sent_at__gt=since).values_list("member", "sent_at")


also_counted(_sent_to)
