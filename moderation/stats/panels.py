"""What the numbers add to the page of a case: one quiet line when a break helps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from moderation.review.panels import Panel, register
from moderation.stats.breaks import break_due

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.review.cases import Case
    from moderation.review.subjects import Item


def break_for(case: Case | None, item: Item | None, viewer: Member) -> dict[str, Any] | None:
    """After 45 minutes; `case` is not asked for, so that the queue can show it too."""
    minutes = break_due(viewer, timezone.now())
    return {"minutes": minutes} if minutes else None


register(Panel("break", "top", "moderation/stats/_break.html", break_for, order=20))
