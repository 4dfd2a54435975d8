"""What the surfaces of all rooms share: notices stand in spaces, and gather under numbers that no two things have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from community.spaces.seeing import hosted_space_ids, in_seen_places, stand_in, standing_of, visible_space_ids
from members.notifications.counting import Sight, tell_sight
from members.notifications.notices import Surface

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.notifications.models import NotificationQuerySet

_BELOW = {"chat room": 0, "guide": -(10**12), "reminder": -(2**40), "saved search": -(2**41)}


class InSpaces(Surface):
    """A surface whose notices belong to a space, or to none; what they are about has a title."""

    is_titled = True

    def narrow(self, rows: NotificationQuerySet, viewer: Viewer) -> NotificationQuerySet:
        """Only notices in spaces the viewer sees; the ids are asked once per request."""
        return rows.filter(in_seen_places(viewer))


def gathering_number(kind: str, pk: int) -> int:
    """Under which number notices about it gather. A thread has its own; what is no thread counts down, each far off."""
    return _BELOW[kind] - pk


tell_sight(Sight(lambda member: (visible_space_ids(member), hosted_space_ids(member)), standing_of, stand_in))
