"""Who may look at a person, and end early what was decided about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from members.profiles.models import Member
from members.profiles.refusing import Refusal, held_off
from members.profiles.roles import RANK
from moderation.review.permissions import outranks

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from moderation.sanctions.models import Sanction


def sees_person(viewer: Viewer, member: Member) -> bool:
    """Whether there is a page about somebody for this viewer: not about oneself, nor for moderators about the team."""
    if not isinstance(viewer, Member) or not viewer.is_moderator or viewer.pk == member.pk:
        return False
    if viewer.is_suspended or not viewer.is_active:
        return False
    return outranks(viewer, member) or viewer.is_manager


def sees_decisions(viewer: Member, member: Member) -> bool:
    """Whether that page says what was decided: of a lower rank alone. Of others a manager sees facts and no more."""
    return outranks(viewer, member)


def may_note(viewer: Viewer, member: Member) -> Refusal | None:
    """Write a note about somebody."""
    refusal = held_off(viewer)
    if refusal is not None or not isinstance(viewer, Member):
        return refusal or Refusal(_("Sign in to take part."))
    return None if outranks(viewer, member) else Refusal(_("Only somebody of a higher role can note something."))


def may_lift(viewer: Viewer, sanction: Sanction) -> Refusal | None:
    """End it early: of a higher rank than who it is about, and of no lower one than who gave it."""
    refusal = held_off(viewer)
    if refusal is not None or not isinstance(viewer, Member):
        return refusal or Refusal(_("Sign in to take part."))
    if not outranks(viewer, sanction.member):
        return Refusal(_("Only somebody of a higher role can end this early."))
    decision = sanction.decision
    givers = [one for one in (decision.decided_by, decision.second_by) if one is not None]
    if any(RANK[giver.role] > RANK[viewer.role] for giver in givers):
        return Refusal(_("Somebody of a higher role gave it. They can end it early, or somebody of the same role."))
    return None


def may_arrange(viewer: Member) -> Refusal | None:
    """Choose the steps of the ladder: an owner."""
    refusal = held_off(viewer)
    if refusal is not None or viewer.is_owner:
        return refusal
    return Refusal(_("Only owners can change the steps."))
