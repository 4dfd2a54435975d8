"""How one member stands to one group: what they are in it, what they asked, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from members.groups.describing import Entry
from members.groups.models import Group, GroupApplication, GroupInvitation, GroupMembership

if TYPE_CHECKING:
    from members.profiles.models import Member


@dataclass(frozen=True)
class Standing:
    """Views and templates ask the same properties; four queries make it."""

    group: Group
    viewer: Member
    membership: GroupMembership | None
    application: GroupApplication | None
    """The latest one, whatever became of it."""
    invitation: GroupInvitation | None
    is_barred: bool

    @classmethod
    def of(cls, viewer: Member, group: Group) -> Standing:
        """How `viewer` stands to `group` now."""
        return cls(
            group,
            viewer,
            group.memberships.filter(member=viewer).first(),
            group.applications.filter(member=viewer).order_by("-pk").first(),
            group.invitations.open().filter(member=viewer).select_related("inviter").first(),
            group.bars.in_force().filter(member=viewer).exists(),
        )

    @property
    def is_inside(self) -> bool:
        """Whether they are in it."""
        return self.membership is not None

    @property
    def is_host(self) -> bool:
        """Whether they look after it."""
        return self.membership is not None and self.membership.host_since is not None

    @property
    def takes_part(self) -> bool:
        """Whether they may do more than read at all."""
        return self.viewer.is_active and not self.viewer.is_silenced

    @property
    def leads(self) -> bool:
        """Whether they answer applications, invite, bar, and change its words: its hosts and managers."""
        return self.takes_part and (self.is_host or self.viewer.is_manager)

    @property
    def refusal(self) -> str:
        """Why they cannot come in now, in a sentence; empty if nothing but the way in stands between."""
        if self.is_barred:
            return _("You cannot join this group. If you think that is wrong, write to the community managers.")
        if not self.takes_part:
            return _("You can read now, but not join anything.")
        return ""

    @property
    def may_join(self) -> bool:
        """Whether they may come in at once."""
        return not self.is_inside and not self.refusal and self.group.entry == Entry.OPEN

    @property
    def may_answer_invitation(self) -> bool:
        """Whether an invitation waits for their answer."""
        return not self.is_inside and not self.refusal and self.invitation is not None

    @property
    def is_waiting(self) -> bool:
        """Whether what they asked has no answer yet."""
        return self.application is not None and self.application.is_open

    @property
    def wait(self) -> str:
        """Until when they wait after a no, in a sentence; empty if they need not."""
        again = self.application.again_at if self.application else None
        if again is None or again <= timezone.now():
            return ""
        day = formats.date_format(timezone.localtime(again), "DATE_FORMAT")
        return _("You can ask again from %(day)s.") % {"day": day}

    @property
    def may_apply(self) -> bool:
        """Whether they may ask to come in."""
        asks = not self.is_inside and not self.is_waiting and not self.wait and not self.refusal
        return asks and self.group.entry == Entry.APPLICATION
