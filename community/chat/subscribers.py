"""What moderators do to a line shows on open pages at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from community.chat.models import ChatLine
from members.activity.subscribing import subscribe

if TYPE_CHECKING:
    from members.activity.models import Activity


@subscribe("item.approved", "item.hidden", "item.shown", "item.held", name="community.live_reviewed_lines")
def say_that_a_line_was_reviewed(activity: Activity) -> None:
    """Tells open pages of the room which line reads differently now."""
    if activity.subject_type == "community.chatline":
        line = ChatLine.objects.filter(pk=activity.subject_id or 0).first()
        if line is not None:
            line.say_it_changed()
