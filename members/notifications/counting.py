"""How many notifications wait to be seen: the number beside the word Inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from members.notifications.models import Notification

if TYPE_CHECKING:
    from members.profiles.models import Member

MOST = 99
"""Nobody reads a larger number differently."""


def unseen_count(member: Member) -> int:
    """Unseen notifications in places the member may see, at most MOST: one query that reads few rows."""
    waiting = Notification.objects.of(member).unseen().order_by().values("pk")[:MOST]
    return len(waiting)
