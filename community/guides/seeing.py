"""Who may see a guide, and which guides lists show. Every surface asks here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone

from community.spaces.seeing import Visibility, hosted_space_ids, visible_space_ids

if TYPE_CHECKING:
    from collections.abc import Collection

    from community.guides.models import Guide
    from config.lib.audience import Viewer

_OPEN = {"published_at__isnull": False, "hidden_at": None, "held_at": None}


class GuideQuerySet(models.QuerySet["Guide"]):
    """Sets of guides."""

    def visible_to(self, viewer: Viewer) -> GuideQuerySet:
        """Guides of spaces the viewer sees, or of all: published ones; others for who writes them, hosts and the team.

        What the team removed its writers read on the page of their standing, with the reasons. A guide that was
        retired after it was published can still be read by its address.
        """
        seen = self.in_spaces(visible_space_ids(viewer))
        if not viewer.is_authenticated or viewer.is_suspended:
            return seen.filter(**_OPEN)
        if viewer.is_manager:
            return seen
        own = Q(owner=viewer) | Q(pk__in=self.model.editors.through.objects.filter(member=viewer).values("guide"))
        own &= Q(removed_at=None)
        led = Q(space_id__in=hosted_space_ids(viewer))
        if viewer.is_moderator:
            led |= Q(space=None) | ~Q(space__visibility=Visibility.PRIVATE)
        return seen.filter(Q(**_OPEN) | own | led)

    def in_spaces(self, space_ids: Collection[int]) -> GuideQuerySet:
        """Guides of these spaces, and those that belong to all."""
        return self.filter(Q(space=None) | Q(space_id__in=space_ids))

    def listed(self) -> GuideQuerySet:
        """Those that lists, search and feeds show: published, not retired, not hidden, of no deleted space."""
        return self.filter(Q(space=None) | Q(space__deleted_at=None), **_OPEN, retired_at=None)

    def in_progress(self) -> GuideQuerySet:
        """Drafts, and what waits for a second pair of eyes."""
        return self.filter(published_at=None, retired_at=None)

    def stale(self) -> GuideQuerySet:
        """Published ones whose review date has passed."""
        return self.listed().filter(check_by__lt=timezone.localdate())

    def for_listing(self) -> GuideQuerySet:
        """With everything a row shows, without the texts."""
        slim = self.select_related("space", "owner").defer("source", "html", "text")
        return slim.defer("space__description", "space__template", "space__kind_templates", "owner__about")
