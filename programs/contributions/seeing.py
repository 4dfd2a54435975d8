"""Sets of contributions: who may see them. What its author has not sent is for nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from members.profiles.models import Member
from members.profiles.refusing import barred
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from programs.contributions.models import Contribution

HERE = ("sent", "changes", "accepted", "published")
"""The states of what is in and was not turned down."""


class ContributionQuerySet(models.QuerySet["Contribution"]):
    """Sets of contributions."""

    def by(self, viewer: Viewer) -> ContributionQuerySet:
        """The viewer's own."""
        return self.filter(author=viewer.pk) if isinstance(viewer, Member) else self.none()

    def for_editor(self, viewer: Viewer) -> ContributionQuerySet:
        """What was sent to calls the viewer edits: those they were named for; to managers all. Never what is held."""
        if not isinstance(viewer, Member) or barred(viewer) is not None:
            return self.none()
        calls = Occurrence.objects.visible_to(viewer)
        if not viewer.is_manager:
            calls = calls.filter(call_editors__member=viewer)
        return self.sent().filter(occurrence__in=calls.values("pk"), held_at=None, hidden_at=None)

    def in_review(self, viewer: Viewer) -> ContributionQuerySet:
        """What a moderator has to look at: what was sent and is held or hidden, in places they see."""
        if not isinstance(viewer, Member) or not viewer.is_moderator or barred(viewer) is not None:
            return self.none()
        found = self.sent().filter(occurrence__in=Occurrence.objects.in_calendar_of(viewer).values("pk"))
        return found.filter(Q(held_at__isnull=False) | Q(hidden_at__isnull=False))

    def sent(self) -> ContributionQuerySet:
        """What its author gave away."""
        return self.exclude(state="draft")

    def as_sent(self) -> ContributionQuerySet:
        """With `sent_title`, that of the version sent last: what its author types meanwhile is theirs alone."""
        return self.filter(versions__number=F("version")).annotate(sent_title=F("versions__title"))

    def here(self) -> ContributionQuerySet:
        """What is in: sent, neither turned down nor out of sight."""
        return self.filter(state__in=HERE, held_at=None, hidden_at=None)

    def mine_or_edited(self, viewer: Viewer) -> ContributionQuerySet:
        """What the viewer wrote, or edits."""
        mine = self.by(viewer).values("pk")
        return self.filter(Q(pk__in=mine) | Q(pk__in=self.for_editor(viewer).values("pk")))
