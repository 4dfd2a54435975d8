"""Trait: an address is asked by one worker at a time, tried again when nobody answered, and left alone when refused.

A worker books the next try before it asks. One that is killed therefore costs a wait, and nobody asks twice at once.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from config.lib.outgoing import SECONDS

if TYPE_CHECKING:
    from community.previews.models import Preview
    from community.previews.understanding import Understood

FRESH = timedelta(days=7)
FORGIVEN = timedelta(days=1)
"""How long an address that had nothing to show is not asked again."""
KEPT_UNUSED = timedelta(days=30)
TRIES = 3
LEASE = timedelta(seconds=4 * SECONDS)
"""Page and picture in their time, and as much again."""


class PreviewQuerySet(models.QuerySet["Preview"]):
    """Sets of addresses."""

    def due(self) -> PreviewQuerySet:
        """To be asked now."""
        return self.filter(due_at__lte=timezone.now())

    def shown(self) -> PreviewQuerySet:
        """Those with something to show."""
        return self.exclude(title="")

    def stale(self) -> PreviewQuerySet:
        """Those that nobody waits for and that were asked too long ago to be believed."""
        now = timezone.now()
        old = Q(fetched_at__lt=now - FRESH) | Q(failed_at__lt=now - FORGIVEN)
        return self.filter(old, due_at=None)

    def forgotten(self) -> PreviewQuerySet:
        """Those that no post uses any more, and that were asked long ago."""
        long_ago = timezone.now() - KEPT_UNUSED
        return self.filter(Q(fetched_at__lt=long_ago) | Q(fetched_at=None, failed_at__lt=long_ago), uses=None)

    @transaction.atomic
    def claim(self) -> Preview | None:
        """One address that is due and that no other worker asks."""
        preview = self.due().order_by("due_at").select_for_update(skip_locked=True).first()
        if preview is not None:
            preview.attempts += 1
            preview.due_at = timezone.now() + LEASE * preview.attempts
            preview.save(update_fields=["attempts", "due_at"])
        return preview


class Fetchable(models.Model):
    """Knows when it was asked, when it is to be asked again, and what came of it."""

    due_at = models.DateTimeField(null=True, blank=True, default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    fetched_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True

    @transaction.atomic
    def keep(self, found: Understood, picture: str) -> None:
        """Show this from now on; the posts that use it are owed."""
        self._lock()
        self.fetched_at, self.failed_at, self.last_error = timezone.now(), None, ""
        self._show(title=found.title, words=found.words, site=found.site, picture=picture)

    @transaction.atomic
    def fail(self, error: Exception, *, for_good: bool) -> None:
        """Nothing came: try again a little later. After the last try, what was shown before stays, or the link."""
        preview = self._lock()
        self.last_error = str(error).replace("\0", "")[:200]
        if not for_good and self.attempts < TRIES:
            self.due_at = timezone.now() + timedelta(seconds=20) * 6**self.attempts
            self.save(update_fields=["due_at", "last_error"])
            return
        self.failed_at = timezone.now()
        kept = {} if preview.title and not for_good else {"title": "", "words": "", "site": "", "picture": ""}
        self._show(**kept)

    def _lock(self) -> Preview:
        """Whoever begins to use the address at this moment is waited for, so that its post is not forgotten."""
        from community.previews.models import Preview

        return Preview.objects.select_for_update(no_key=True).get(pk=self.pk)

    def _show(self, **what: Any) -> None:
        preview = cast("Preview", self)
        changed = any(getattr(preview, name) != value for name, value in what.items())
        for name, value in what.items():
            setattr(preview, name, value)
        self.due_at, self.attempts = None, 0
        self.save(update_fields=["due_at", "attempts", "fetched_at", "failed_at", "last_error", *what])
        if changed:
            preview.uses.filter(removed_at=None).update(owed_at=timezone.now())
