"""Trait: a thread can be pinned to the top of its space or of the whole site, or come up in time once."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils import timezone

from config.lib.live import publish
from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from community.threads.models import Thread


class Pinnable(models.Model):
    """Pinned threads stand first; on the whole site they stand first on home too."""

    pinned_at = models.DateTimeField(null=True, blank=True, editable=False)
    pinned_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    pinned_everywhere = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def pin(self, *, by: Member, everywhere: bool = False) -> None:
        """Stand first in the space, or everywhere."""
        if self.pinned_at is None or self.pinned_everywhere != everywhere:
            self.pinned_at, self.pinned_by, self.pinned_everywhere = timezone.now(), by, everywhere
            self.save(update_fields=["pinned_at", "pinned_by", "pinned_everywhere"])
            record("thread.pinned", actor=by, subject=self, everywhere=everywhere)

    @transaction.atomic
    def unpin(self, *, by: Member) -> None:
        """Stand where time puts it."""
        if self.pinned_at is not None:
            self.pinned_at, self.pinned_by, self.pinned_everywhere = None, None, False
            self.save(update_fields=["pinned_at", "pinned_by", "pinned_everywhere"])
            record("thread.unpinned", actor=by, subject=self)

    @transaction.atomic
    def bump(self, *, by: Member | None = None) -> None:
        """Come up in the lists as if somebody had replied now; without `by` it is the clock."""
        thread = cast("Thread", self)
        thread.last_post_at = timezone.now()
        thread.save(update_fields=["last_post_at"])
        record("thread.bumped", actor=by, subject=thread)
        publish(f"space:{thread.space_id}", "thread.moved", thread=thread.pk, number=thread.posts_count)
