"""What the rota adds to the page of a case: the note of the shift before, for whoever is on duty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from moderation.review.panels import Panel, register
from moderation.rota.handing import handed, latest_for

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.review.cases import Case
    from moderation.review.subjects import Item


def note_for(case: Case | None, item: Item | None, viewer: Member) -> dict[str, Any] | None:
    """The note that waits to be read; `case` is not asked for, so that the queue can show it too."""
    note = latest_for(viewer, timezone.now())
    return {"handed": handed(note, viewer)} if note is not None else None


register(Panel("hand_over", "top", "moderation/rota/_hand_over.html", note_for, order=10))
