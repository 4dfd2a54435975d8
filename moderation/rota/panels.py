"""What the rota adds to the page of a case: the note of the shift before, for whoever is on duty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.utils import timezone

from moderation.review.panels import Panel, register
from moderation.rota.handing import handed, latest_for

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.review.cases import Case
    from moderation.review.subjects import Item

ASKED_AGAIN = 60
"""Seconds after which whoever had no note to read is looked up again."""


def note_for(case: Case | None, item: Item | None, viewer: Member) -> dict[str, Any] | None:
    """The note that waits to be read, a minute after it came at the latest; `case` is not asked for."""
    key = f"moderation.hand_over.none.{viewer.pk}"
    if cache.get(key):
        return None
    note = latest_for(viewer, timezone.now())
    if note is None:
        cache.set(key, True, ASKED_AGAIN)
        return None
    return {"handed": handed(note, viewer)}


register(Panel("hand_over", "top", "moderation/rota/_hand_over.html", note_for, order=10))
