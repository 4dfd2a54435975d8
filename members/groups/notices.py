"""Who is told of what in groups; the front hall's notices load them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.groups.announcing import Answers, Bars, Invitations, Requests
from members.groups.models import GroupMembership
from members.notifications.notices import Notice, register
from members.notifications.telling import tell
from members.profiles.models import Member
from members.profiles.roles import Role

if TYPE_CHECKING:
    from members.notifications.notices import Happening


class InGroup(Notice):
    """A notice about a group; each group has its own row."""

    setting = "group"
    label = _("Groups: invitations, requests and answers")
    icon = "users"
    every_time = True

    def bundle(self, happening: Happening) -> str:
        """What happens in one group is one row."""
        return f"group:{happening.thing.group_id}"

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """The member it is about."""
        return [happening.thing.member_id]


class Asked(InGroup):
    """Somebody asks to come into a group I look after."""

    key = "group_asked"
    words = ngettext_lazy("%(who)s asks to come into a group", "%(who)s ask to come into a group", "people")
    why = _("You look after this group.")
    verbs = ("group_application.made",)
    surface = Requests()

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Its hosts; the managers where nobody hosts it."""
        if not happening.thing.is_open:
            return []
        seats = GroupMembership.objects.filter(group=happening.thing.group_id, member__is_active=True)
        hosts = list(seats.exclude(host_since=None).values_list("member_id", flat=True))
        managers = Member.objects.present().filter(role__in=[Role.MANAGER, Role.OWNER])
        return hosts or list(managers.values_list("pk", flat=True))


class Accepted(InGroup):
    """I was let into a group."""

    key = "group_accepted"
    words = ngettext_lazy("%(who)s let you into a group", "%(who)s let you into a group", "people")
    why = _("You asked to come in.")
    by_mail = True
    verbs = ("group_application.accepted",)
    surface = Answers()


class Declined(InGroup):
    """I was not let into a group."""

    key = "group_declined"
    words = ngettext_lazy(
        "%(who)s said no to what you asked of a group", "%(who)s said no to what you asked of a group", "people"
    )
    why = _("You asked to come in.")
    by_mail = True
    verbs = ("group_application.declined",)
    surface = Accepted.surface


class Invited(InGroup):
    """Somebody invites me into a group."""

    key = "group_invited"
    words = ngettext_lazy("%(who)s invites you into a group", "%(who)s invite you into a group", "people")
    why = _("Only you are invited by it.")
    by_mail = True
    verbs = ("group_invitation.made",)
    surface = Invitations()


class ShutOut(InGroup):
    """I cannot be in a group any more."""

    key = "group_barred"
    words = ngettext_lazy("You can no longer be in a group", "You can no longer be in a group", "people")
    why = _("Those who look after it decided so. Its page says whom to ask.")
    verbs = ("group.member_barred",)
    surface = Bars()


for kind in (Asked, Accepted, Declined, Invited, ShutOut):
    register(kind())


@subscribe(
    "group_application.made",
    "group_application.accepted",
    "group_application.declined",
    "group_invitation.made",
    "group.member_barred",
    name="members.group_notices",
)
def tell_about_groups(activity: Activity) -> None:
    """Tells members of requests to their groups, of answers, and of invitations."""
    tell(activity)
