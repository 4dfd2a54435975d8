"""Whose rows of the log a moderator does not see: the same people whose cases they do not see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from members.profiles.models import Member
from members.profiles.roles import RANK, Role

if TYPE_CHECKING:
    from config.lib.audience import Viewer


def hidden_from(viewer: Viewer) -> set[int] | None:
    """The numbers of these people; None for those who see nothing of the log."""
    if not isinstance(viewer, Member) or not viewer.is_moderator or viewer.is_suspended or not viewer.is_active:
        return None
    if viewer.is_owner:
        return {viewer.pk}
    same_or_higher = [role for role in Role.values if RANK[role] >= RANK[viewer.role]]
    people = set(Member.objects.get_queryset().filter(role__in=same_or_higher).values_list("pk", flat=True))
    if viewer.is_manager:  # of the only owner nobody else could see anything
        owners = list(Member.objects.present().filter(role=Role.OWNER).values_list("pk", flat=True)[:2])
        people -= set(owners) if len(owners) == 1 else set()
    return people | {viewer.pk}
