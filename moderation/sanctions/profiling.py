"""What sanctions put on a profile: for the team, the way to the page about that person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from members.profiles.adding import add
from moderation.sanctions.permissions import sees_person

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member


def has_person_page(member: Member, viewer: Viewer) -> bool:
    """Whether there is such a page for this viewer. Costs no query."""
    return sees_person(viewer, member)


add("has_person_page", has_person_page)
