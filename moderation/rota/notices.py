"""Who is told of shifts: whoever one is offered to or gave one away, whoever has one soon, whoever is put on or off."""

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


class Planned(AboutShift):
    """A manager put me on the rota, or off it; who does so for themselves is not told."""

    by_mail = True
    why = _("It is your shift.")

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whoever has it, or had it when it was called off."""
        return [happening.thing.member_id]


class Given(Planned):
    """Somebody put me on for one shift."""

    key = "shift_given"
    words = ngettext_lazy("%(who)s put you on duty", "%(who)s put you on duty", "people")
    verbs = ("shift.added",)


class GivenWeekly(Planned):
    """Somebody put me on for every week."""

    key = "shift_given_weekly"
    words = ngettext_lazy("%(who)s put you on duty every week", "%(who)s put you on duty every week", "people")
    verbs = ("shift_pattern.added",)


class CalledOff(Planned):
    """Somebody called off a shift of mine."""

    key = "shift_called_off"
    words = ngettext_lazy("%(who)s called off your shift", "%(who)s called off your shifts", "people")
    verbs = ("shift.cancelled",)


class EndedWeekly(Planned):
    """Somebody ended what I had every week."""

    key = "shift_ended_weekly"
    words = ngettext_lazy("%(who)s ended your weekly shift", "%(who)s ended your weekly shifts", "people")
    verbs = ("shift_pattern.ended",)


KINDS: list[type[AboutShift]] = [Offered, Taken, Near, Given, GivenWeekly, CalledOff, EndedWeekly]
for kind in KINDS:
    register(kind())


@subscribe(*SURFACE.verbs, name="moderation.shift_notices")
def tell_of_shifts(activity: Activity) -> None:
    """Tells the team of shifts that are offered, taken, near, given or called off."""
    tell(activity)


@subscribe("shift.taken", "shift.kept", "shift.cancelled", name="moderation.shift_notices_taken_back")
def forget_offers(activity: Activity) -> None:
    """Takes offers that are settled, and shifts called off before that, out of notices nobody has seen yet."""
    kinds = [Offered.key, Given.key] if activity.verb == "shift.cancelled" else [Offered.key]
    take_back(NUMBER, activity.subject_id or 0, kinds)
