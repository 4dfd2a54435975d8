"""What reports and profiles bring to the team, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from members.activity.subscribing import subscribe
from moderation.reports import messages, profiles

if TYPE_CHECKING:
    from members.activity.models import Activity


@subscribe("message.reported", name="moderation.reported_messages")
def look_at_a_message(activity: Activity) -> None:
    """Gathers the report of a message in the case about it."""
    messages.gather_message(activity)


@subscribe("member.described", "member.photo_changed", "member.renamed", name="moderation.changed_profiles")
def look_at_a_profile(activity: Activity) -> None:
    """Has a moderator look at a hidden profile that its owner changed."""
    profiles.look_at_what_was_changed(activity)
