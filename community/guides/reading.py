"""Opening a guide: what was told about it has been read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from community.surfaces import gathering_number
from members.notifications.reading import mark_read
from members.profiles.models import Member

if TYPE_CHECKING:
    from community.guides.models import Guide
    from config.lib.audience import Viewer


def notice_number(guide: Guide) -> int:
    """Under which number notices about a guide gather."""
    return gathering_number("guide", guide.pk)


def mark_notices_read(viewer: Viewer, guide: Guide) -> None:
    """Its page was opened."""
    if isinstance(viewer, Member):
        mark_read(viewer, notice_number(guide))
