"""Who may do what with the rota; whoever asks is of the team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from members.profiles.refusing import Refusal, held_off
from moderation.rota.shifts import is_of_the_team

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.rota.handing import HandOver
    from moderation.rota.shifts import Shift


def may_change(viewer: Member, member: Member) -> Refusal | None:
    """Enter, offer and call off shifts of a member: their own, and managers everybody's."""
    refusal = held_off(viewer)
    if refusal is not None:
        return refusal
    if not is_of_the_team(viewer):
        return Refusal(_("The rota is for the team."))
    if viewer.pk == member.pk or viewer.is_manager:
        return None
    return Refusal(_("Everybody enters their own shifts; managers enter those of others."))


def may_take(viewer: Member, shift: Shift) -> bool:
    """Whether a shift is offered to this reader."""
    if held_off(viewer) is not None or not is_of_the_team(viewer):
        return False
    if shift.offered_at is None or shift.is_over or shift.member_id == viewer.pk:
        return False
    return shift.offered_to_id in (None, viewer.pk)


def may_write(viewer: Member, note: HandOver) -> Refusal | None:
    """Change the words of a note: whoever had the shift, and managers."""
    refusal = held_off(viewer)
    if refusal is not None or viewer.pk == note.shift.member_id or viewer.is_manager:
        return refusal
    return Refusal(_("Whoever had the shift writes its note."))


def may_choose(viewer: Member) -> Refusal | None:
    """Choose by when cases are due."""
    refusal = held_off(viewer)
    if refusal is not None or viewer.is_manager:
        return refusal
    return Refusal(_("Only community managers can choose due times."))
