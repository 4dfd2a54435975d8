"""Sets of entries: who may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from members.profiles.models import Member
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from programs.challenges.models import ChallengeEntry


class EntryQuerySet(models.QuerySet["ChallengeEntry"]):
    """Sets of entries."""

    def visible_to(self, viewer: Viewer) -> EntryQuerySet:
        """Of challenges the viewer sees; held and hidden ones for their authors, and held ones for the team."""
        seen = self.filter(challenge__occurrence__in=Occurrence.objects.visible_to(viewer), withdrawn_at=None)
        if not isinstance(viewer, Member):
            return seen.open()
        if viewer.is_moderator and not viewer.is_suspended and viewer.is_active:
            return seen.filter(Q(hidden_at=None) | Q(author=viewer))
        return seen.filter(Q(held_at=None, hidden_at=None) | Q(author=viewer))

    def open(self) -> EntryQuerySet:
        """What everybody may read who sees the challenge."""
        return self.filter(withdrawn_at=None, hidden_at=None, held_at=None)

    def standing(self) -> EntryQuerySet:
        """What can be voted on, judged and win."""
        return self.open().filter(refused_at=None)
