"""Trait: a guide can be edited; every version but the last is kept. Two editors never overwrite each other silently."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils import timezone

from members.activity.log import record
from members.profiles.models import Member
from moderation.review.mending import mended

if TYPE_CHECKING:
    from community.guides.citing import Cited
    from community.guides.models import Guide
    from community.spaces.models import Space


class GuideConflict(Exception):
    """Somebody saved another version in the meantime; `current` is the guide as it stands now."""

    def __init__(self, current: Guide) -> None:
        super().__init__("edited in the meantime")
        self.current = current


class Revisable(models.Model):
    """Has a version number that every edit raises by one."""

    version = models.PositiveIntegerField(default=1, editable=False)
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)
    edited_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def edit(
        self, *, by: Member, version: int, title: str, summary: str, source: str, space: Space | None, months: int,
        cited: Sequence[Cited], reason: str = "",
    ) -> None:  # fmt: skip
        """Write it anew; `version` is the one the editor saw. What was hidden stays so until a moderator has seen it.

        Raises GuideConflict when it has another version by now, PostEmpty and PostTooLong.
        """
        from community.guides.citing import keep_sources
        from community.guides.permissions import writes
        from community.guides.writing import keep_links, rendered_into

        guide = cast("Guide", self)._locked()
        if guide.version != version:
            raise GuideConflict(guide)
        moved = (space.pk if space else None) != guide.space_id
        said = (guide.title, guide.summary, guide.source)
        resourced = keep_sources(guide, cited)
        if said == (title, summary, source) and not moved and guide.check_months == months and not resourced:
            return
        reworded = said != (title, summary, source)
        was_asked, is_hidden = guide.edit_asked_at is not None, guide.hidden_at is not None
        if reworded:
            _keep(guide, reason)
        guide.title, guide.summary, guide.space, guide.check_months = title, summary, space, months
        guide.version, guide.edited_at, guide.edited_by = version + 1, timezone.now(), by
        resolver = rendered_into(guide, source)
        guide.save()
        keep_links(guide, resolver.pointed)
        record("guide.edited", actor=by, subject=guide, moved=moved, version=guide.version)
        if reworded and was_asked and writes(by, guide):
            mended("guide", guide.pk, by=by, was_asked=was_asked, is_hidden=is_hidden)
            guide.edit_asked_at = None
        cast("Guide", self).__dict__.update(guide.__dict__)


def _keep(guide: Guide, reason: str) -> None:
    """Put the present version into the history; `reason` is why it is replaced."""
    guide.revisions.create(
        version=guide.version, title=guide.title, summary=guide.summary, source=guide.source,
        author_id=guide.edited_by_id or guide.created_by_id, reason=reason[:255],
        at=guide.edited_at or guide.created_at, hidden_at=guide.hidden_at,
    )  # fmt: skip
