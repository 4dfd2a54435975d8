"""How one member stands to one group: what they are in it, what they asked, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, Func, IntegerField, Model, OuterRef, QuerySet, Subquery
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from members.groups.describing import Entry
from members.groups.models import Group, GroupApplication, GroupBar, GroupInvitation, GroupMembership

if TYPE_CHECKING:
    from members.groups.seeing import GroupQuerySet
    from members.profiles.models import Member


@dataclass(frozen=True)
class Standing:
    """Views and templates ask the same properties."""

    group: Group
    viewer: Member
    membership: GroupMembership | None
    application: GroupApplication | None
    """The latest one, whatever became of it."""
    invitation: GroupInvitation | None
    is_barred: bool
    asking: int
    """How many applications wait for an answer."""

    @classmethod
    def of(cls, viewer: Member, group: Group) -> Standing:
        """How `viewer` stands to `group` now."""
        return cls.among(Group.objects.filter(pk=group.pk), viewer)

    @classmethod
    def among(cls, groups: GroupQuerySet, viewer: Member) -> Standing:
        """How `viewer` stands now to the one group of this set. Raises Group.DoesNotExist.

        One query, and one for each of membership, application and invitation that there is.
        """
        memberships, applications, invitations, bars = (
            rows.filter(group=OuterRef("pk"), member=viewer)
            for rows in (
                GroupMembership.objects.all(), GroupApplication.objects.order_by("-pk"), GroupInvitation.objects.open(),
                GroupBar.objects.in_force(),
            )
        )  # fmt: skip
        open_ones = GroupApplication.objects.open().filter(group=OuterRef("pk")).order_by()
        found: Any = groups.annotate(
            own_membership=Subquery(memberships.values("pk")[:1]),
            own_application=Subquery(applications.values("pk")[:1]),
            own_invitation=Subquery(invitations.values("pk")[:1]), own_bar=Exists(bars),
            asking=Subquery(open_ones.values(asking=Func("pk", function="COUNT")), output_field=IntegerField()),
        ).get()  # fmt: skip

        def own[Row: Model](rows: QuerySet[Row], pk: int | None) -> Row | None:
            return rows.get(pk=pk) if pk else None

        return cls(
            found,
            viewer,
            own(GroupMembership.objects.all(), found.own_membership),
            own(GroupApplication.objects.all(), found.own_application),
            own(GroupInvitation.objects.select_related("inviter"), found.own_invitation),
            found.own_bar,
            found.asking,
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
