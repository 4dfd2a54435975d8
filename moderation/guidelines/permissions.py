"""Who may change the guidelines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from members.profiles.models import Member
from members.profiles.refusing import Refusal, barred

if TYPE_CHECKING:
    from config.lib.audience import Viewer


def may_edit_policies(viewer: Viewer) -> Refusal | None:
    """Write the next version, and publish it: managers."""
    refusal = barred(viewer)
    if refusal is None and not (isinstance(viewer, Member) and viewer.is_manager):
        return Refusal(_("Managers change the guidelines. Tell one of them what is missing."))
    return refusal
