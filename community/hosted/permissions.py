"""What hosts may take out of sight in the spaces they look after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from community.spaces.seeing import hosted_space_ids
from members.profiles.models import Member
from members.profiles.refusing import Refusal, barred

if TYPE_CHECKING:
    from config.lib.audience import Viewer


def may_take_away(viewer: Viewer, space_id: int | None, author: Member | None) -> Refusal | None:
    """Hide what somebody else wrote in one's space; the team opens cases. No query beyond the spaces one hosts."""
    refusal = barred(viewer)
    if refusal is not None or not isinstance(viewer, Member):
        return refusal or Refusal(_("Sign in to take part."))
    if viewer.is_moderator:
        return Refusal(_("You are of the team: open a case about it."))
    if space_id not in hosted_space_ids(viewer):
        return Refusal(_("Only the hosts of this space and the team can hide this."))
    if author is None:
        return None
    if author.pk == viewer.pk:
        return Refusal(_("You wrote this yourself, so you can delete it."))
    return Refusal(_("Somebody of the team wrote this, so the team decides about it.")) if author.is_moderator else None
