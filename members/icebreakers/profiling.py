"""What members answered, on their profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from members.icebreakers.models import IceBreakerAnswer
from members.profiles.adding import add
from members.profiles.showing import sees_hidden

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member


def answered(member: Member, viewer: Viewer) -> list[IceBreakerAnswer]:
    """Their answers in the order of the questions, for whoever sees the profile. One query."""
    if member.profile_hidden_at is not None and not sees_hidden(viewer, member):
        return []
    rows = IceBreakerAnswer.objects.filter(member_id=member.pk, breaker__removed_at=None)
    return list(rows.select_related("breaker").order_by("breaker__position"))


add("ice_breakers", answered)
