"""What mentors put on a profile: on one's own, the way to the page about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from members.mentoring.models import MentoringRules
from members.profiles.adding import add

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member


def has_page(member: Member, viewer: Viewer) -> bool:
    """Whether it is one's own profile, and mentors are on; one query there, none elsewhere."""
    return member.pk == viewer.pk and MentoringRules.current().on_since is not None


add("mentoring", has_page)
