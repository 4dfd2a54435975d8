"""Who may write rules that act by themselves, and change the settings for first posts: managers; the team reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from members.profiles.models import Member
from members.profiles.refusing import Refusal, barred

if TYPE_CHECKING:
    from config.lib.audience import Viewer


def may_rule(viewer: Viewer) -> Refusal | None:
    """Write, try, switch and put away rules; change the settings."""
    refusal = barred(viewer)
    if refusal is not None:
        return refusal
    if isinstance(viewer, Member) and viewer.is_manager:
        return None
    return Refusal(_("Managers write the rules; moderators read them."))
