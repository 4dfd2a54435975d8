"""Who is told of shifts: whoever one is offered to, whoever gave one away, whoever has one soon."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from members.activity.subscribing import subscribe
from members.notifications.notices import Notice, register
from members.notifications.telling import take_back, tell
from members.profiles.models import Member
from moderation.rota.announcing import NUMBER, Shifts
from moderation.rota.shifts import of_the_team

if TYPE_CHECKING:
    from members.activity.models import Activity
    from members.notifications.notices import Happening

SURFACE = Shifts()


class AboutShift(Notice):
    """A notice about one shift."""

    surface = SURFACE
    icon = "calendar-days"
    every_time = True
    setting = "shift"
    label = _("For the team: shifts")
    why = _("You are of the team.")


class Offered(AboutShift):
    """Somebody looks for somebody else for a shift."""

    key = "shift_offered"
    words = ngettext_lazy("A shift is offered to you", "Shifts are offered to you", "people")
    by_mail = True
    verbs = ("shift.offered",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """To whom it is offered; the whole team if to nobody in particular. Not once it is kept or taken."""
        shift = happening.thing
        if shift.offered_at is None:
            return []
        if shift.offered_to_id is not None:
            return [shift.offered_to_id]
        team = Member.objects.get_queryset().filter(of_the_team()).values_list("pk", flat=True)
        return set(team) - {shift.member_id}


class Taken(AboutShift):
    """Somebody took a shift of mine."""

    key = "shift_taken"
    words = ngettext_lazy("%(who)s took your shift", "%(who)s took your shifts", "people")
    by_mail = True
    why = _("You had this shift.")
    verbs = ("shift.taken",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whoever had it."""
        return [activity.facts["member"]]


class Near(AboutShift):
    """A shift of mine begins soon."""

    key = "shift_near"
    words = ngettext_lazy("Your shift begins soon", "Your shifts begin soon", "people")
    icon = "clock"
    why = _("You have this shift.")
    verbs = ("shift.near",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whoever has it."""
        return [happening.thing.member_id]


KINDS: list[type[AboutShift]] = [Offered, Taken, Near]
for kind in KINDS:
    register(kind())


@subscribe(*SURFACE.verbs, name="moderation.shift_notices")
def tell_of_shifts(activity: Activity) -> None:
    """Tells the team of shifts that are offered, taken or near."""
    tell(activity)


@subscribe("shift.taken", "shift.kept", "shift.cancelled", name="moderation.shift_notices_taken_back")
def forget_offers(activity: Activity) -> None:
    """Takes offers that are settled out of notices nobody has seen yet."""
    take_back(NUMBER, activity.subject_id or 0, [Offered.key])
