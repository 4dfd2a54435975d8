"""Trait: a bookmark that was taken away can come back for a day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record

if TYPE_CHECKING:
    from community.bookmarks.models import Bookmark
    from members.profiles.models import Member

WAY_BACK = timedelta(days=1)


class Removable(models.Model):
    """Removed by its owner, with its note and its reminder, which comes back with it."""

    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def remove(self, *, by: Member) -> None:
        """Keep it no longer."""
        if self.removed_at is None:
            self.removed_at = timezone.now()
            self.save(update_fields=["removed_at"])
            record("bookmark.removed", actor=by, subject=cast("Bookmark", self))

    @transaction.atomic
    def restore(self, *, by: Member) -> None:
        """Keep it again, with its note and its reminder."""
        if self.removed_at is not None:
            self.removed_at = None
            self.save(update_fields=["removed_at"])
            record("bookmark.restored", actor=by, subject=cast("Bookmark", self))


def forget_removed() -> None:
    """Delete for good what nobody brought back within a day."""
    from community.bookmarks.models import Bookmark

    Bookmark.objects.filter(removed_at__lt=timezone.now() - WAY_BACK).delete()
