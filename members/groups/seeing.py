"""Who may know of a group. The directory, its page and its notices ask here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

from members.groups.describing import Seen

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.groups.models import Group


class GroupQuerySet(models.QuerySet["Group"]):
    """Sets of groups."""

    def visible_to(self, viewer: Viewer) -> GroupQuerySet:
        """The groups `viewer` may know of: none for visitors and the suspended, all for managers."""
        from members.groups.inviting import GroupInvitation
        from members.groups.models import GroupMembership

        if not viewer.is_authenticated or viewer.is_suspended:
            return self.none()
        if viewer.is_manager:
            return self
        inside = GroupMembership.objects.filter(group=OuterRef("pk"), member=viewer)
        invited = GroupInvitation.objects.open().filter(group=OuterRef("pk"), member=viewer)
        return self.filter(Q(seen_by=Seen.MEMBERS) | Q(Exists(inside)) | Q(Exists(invited)))
