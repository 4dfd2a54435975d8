"""Who may do what with tasks; whoever asks sees the task already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from members.profiles.refusing import Refusal

if TYPE_CHECKING:
    from members.duties.models import Duty
    from members.profiles.models import Member


def may_handle(viewer: Member, duty: Duty) -> Refusal | None:
    """Finish a task or hand it on: its owner, managers, and everybody of the team while it is nobody's."""
    if viewer.is_manager or duty.owner_id in (None, viewer.pk):
        return None
    return Refusal(_("This task is somebody else's. They can give it back, and managers can hand it on."))
