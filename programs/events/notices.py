"""Who is told of events: reminders, places, invitations, words of hosts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from community.following.models import Follow, Level
from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.notifications.notices import Notice, Surface, register
from members.segments.rules import WrongRule, matching
from programs.events.announcing import AboutEvents, MessagesOfHosts
from programs.events.models import Attendance
from programs.series.once import tell_once

if TYPE_CHECKING:
    from members.notifications.notices import Happening

EVENTS, MESSAGES = AboutEvents(), MessagesOfHosts()


class OfMyEvents(Notice):
    """Something about an event I answered to."""

    surface: ClassVar[Surface] = EVENTS
    setting = "event"
    label = _("Events I answered to: reminders, my place, words of the host")
    icon = "calendar-days"
    by_mail = True
    every_time = True
    why = _("You said that you come to this event.")

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whom it happened to."""
        return [activity.facts["member"]]


class Near(OfMyEvents):
    """An event I go to is near. Its reminders are one row until it was seen."""

    key = "event_near"
    words = ngettext_lazy("Reminder of an event", "Reminder of an event", "people")
    icon = "bell"
    verbs = ("event.reminded",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who has a place; a day before also who does not know yet."""
        rows = Attendance.objects.filter(occurrence=happening.subject_id)
        found = set(rows.going().values_list("member_id", flat=True))
        if activity.facts["key"] == "24h":
            found |= set(rows.maybe().values_list("member_id", flat=True))
        return found


class MovedUp(OfMyEvents):
    """A place became free for me."""

    key = "event_moved_up"
    words = ngettext_lazy("You have a place", "You have a place", "people")
    why = _("You were on the waiting list.")
    icon = "circle-check"
    verbs = ("event.moved_up",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who moved up, if they have the place still."""
        rows = Attendance.objects.filter(occurrence=happening.subject_id, member=activity.facts["member"])
        return list(rows.going().values_list("member_id", flat=True))


class PassedOver(OfMyEvents):
    """A place became free, but not enough for all of us."""

    key = "event_passed_over"
    words = ngettext_lazy(
        "There was room for fewer than you are; others moved up",
        "There was room for fewer than you are; others moved up", "people",
    )  # fmt: skip
    why = _("You were on the waiting list.")
    icon = "hourglass"
    by_mail = False
    verbs = ("event.passed_over",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who was passed over, if they wait still."""
        rows = Attendance.objects.filter(occurrence=happening.subject_id, member=activity.facts["member"])
        return list(rows.waiting().values_list("member_id", flat=True))


class Added(OfMyEvents):
    """Somebody put me on the list."""

    key = "event_added"
    words = ngettext_lazy(
        "%(who)s put you on the list of an event", "%(who)s put you on the list of an event", "people"
    )
    why = _("You have a place at this event.")
    icon = "user-plus"
    verbs = ("event.added",)


class TakenOff(OfMyEvents):
    """Somebody took me off the list."""

    key = "event_taken_off"
    words = ngettext_lazy(
        "%(who)s took you off the list of an event", "%(who)s took you off the list of an event", "people"
    )
    icon = "x"
    verbs = ("event.taken_off",)


class AskedAfter(OfMyEvents):
    """It is over, and I am asked how it was."""

    key = "event_asked"
    words = ngettext_lazy("How was it?", "How was it?", "people")
    why = _("You were at this event.")
    by_mail = False
    every_time = False
    icon = "circle-help"
    verbs = ("event.asked_after",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who came; where nobody looked, who had a place."""
        rows = Attendance.objects.filter(occurrence=happening.subject_id)
        came = set(rows.came().values_list("member_id", flat=True))
        return came or set(rows.going().values_list("member_id", flat=True))


class Messaged(OfMyEvents):
    """The host wrote to everybody who goes."""

    surface: ClassVar[Surface] = MESSAGES
    key = "event_message"
    words = ngettext_lazy("%(who)s wrote to all who go", "%(who)s wrote to all who go", "people")
    icon = "megaphone"
    every_time = False
    verbs = ("event.messaged",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who has a place."""
        rows = Attendance.objects.filter(occurrence=happening.thing).going()
        return set(rows.values_list("member_id", flat=True))


class Invited(Notice):
    """An event was planned that is meant for me."""

    surface = EVENTS
    key = setting = "event_invited"
    label = _("That an event is planned that is meant for me")
    words = ngettext_lazy("You are invited to an event", "You are invited to an event", "people")
    why = _("It is meant for you, or you follow where it stands.")
    icon = "calendar-days"
    personal = False
    verbs = ("event.invited",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Its audience; where it has none, who follows its space."""
        program = happening.thing.program
        if program.audience is not None:
            try:
                return set(matching(program.audience.rule).values_list("pk", flat=True))
            except WrongRule:  # of something that is gone
                return []
        follows = Follow.objects.filter(space=program.space_id, space__isnull=False).exclude(level=Level.NOTHING)
        return set(follows.values_list("member_id", flat=True))


for kind in (MovedUp, Near, PassedOver, Added, TakenOff, AskedAfter, Messaged, Invited):
    register(kind())


@subscribe(*EVENTS.verbs, *MESSAGES.verbs, name="programs.event_notices")
def tell_of_events(activity: Activity) -> None:
    """Tells members of events they answered to, and whom an event is meant for."""
    tell_once(activity)
