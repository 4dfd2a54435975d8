"""Who is told of pilots: for whom one is meant, when it is announced; who asked or is invited; who takes part."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from members.activity.subscribing import subscribe
from members.notifications.notices import Notice, register
from members.profiles.models import Member
from programs.challenges.notices import meant_for
from programs.pilots.announcing import Pilots, Seats
from programs.pilots.models import PilotSeat
from programs.series.once import tell_once

if TYPE_CHECKING:
    from members.activity.models import Activity
    from members.notifications.notices import Happening
    from programs.series.occurrences import Occurrence

PILOTS, SEATS = Pilots(), Seats()


def participants(occurrence: Occurrence) -> set[int]:
    """Who takes part."""
    return set(PilotSeat.objects.of(occurrence).inside().values_list("member_id", flat=True))


def looking_after(occurrence: Occurrence) -> set[int]:
    """The owner and the host as far as they manage; all managers where neither does."""
    managers = Member.objects.present().filter(role__in=["manager", "owner"])
    near = managers.filter(pk__in=[occurrence.program.owner_id or 0, occurrence.host_id or 0])
    return set((near if near.exists() else managers).values_list("pk", flat=True))


class OwnSeat(Notice):
    """What concerns me in a pilot."""

    setting = "pilot_seat"
    label = _("I am invited to a pilot, or hear whether I take part")
    why = _("It is about your place in the pilot.")
    by_mail = True
    every_time = True
    surface = SEATS

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whom it is about, unless they did it themselves."""
        return {happening.thing.member_id} - {activity.actor_id}

    def bundle(self, happening: Happening) -> str:
        """A row of its own for each matter of a seat."""
        return f"{self.key}:{happening.subject_id}"


class Invited(OwnSeat):
    """I am invited."""

    key = "pilot_invited"
    words = ngettext_lazy("You are invited to a pilot", "You are invited to a pilot", "people")
    icon = "mail"
    verbs: ClassVar[tuple[str, ...]] = ("pilot.invited",)


class Joined(OwnSeat):
    """I take part."""

    key = "pilot_joined"
    words = ngettext_lazy("You take part in a pilot", "You take part in a pilot", "people")
    icon = "circle-check"
    verbs = ("pilot.joined",)


class Declined(OwnSeat):
    """I do not take part in this one."""

    key = "pilot_declined"
    words = ngettext_lazy(
        "You do not take part in a pilot this time", "You do not take part in a pilot this time", "people"
    )
    icon = "info"
    verbs = ("pilot.declined",)


class TakenOut(Declined):
    """I take part no more."""

    key = "pilot_out"
    verbs = ("pilot.taken_out",)


class TasksWait(OwnSeat):
    """Tasks of mine are open."""

    key = "pilot_tasks"
    setting = "pilot_tasks"
    label = _("A pilot I take part in begins, closes, or has open tasks")
    words = ngettext_lazy("Tasks of your pilot are open", "Tasks of your pilot are open", "people")
    why = _("You take part in it.")
    icon = "list-checks"
    verbs = ("pilot.tasks_waited",)


class FeedbackWaits(TasksWait):
    """I have not said yet how it went."""

    key = "pilot_feedback"
    words = ngettext_lazy("Say how your pilot went", "Say how your pilot went", "people")
    icon = "message-square"
    verbs = ("pilot.feedback_waited",)


class Asked(OwnSeat):
    """Somebody asks to take part in a pilot I look after."""

    key = "pilot_asked"
    setting = "pilot_asked"
    label = _("Somebody asks to take part in a pilot I look after")
    words = ngettext_lazy("%(who)s asks to take part in your pilot", "%(who)s ask to take part in your pilot", "people")
    why = _("You look after it.")
    icon = "user-plus"
    by_mail = False
    verbs = ("pilot.asked",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who looks after it."""
        return looking_after(happening.thing.occurrence) - {happening.thing.member_id}


class Begun(Notice):
    """A pilot of mine begins."""

    key = "pilot_begun"
    setting = "pilot_tasks"
    label = TasksWait.label
    words = ngettext_lazy("Your pilot has begun", "Your pilot has begun", "people")
    why = TasksWait.why
    icon = "compass"
    by_mail = True
    verbs: ClassVar[tuple[str, ...]] = ("pilot.begun",)
    surface = PILOTS

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who takes part."""
        return participants(happening.thing)

    def bundle(self, happening: Happening) -> str:
        """A row of its own for each moment."""
        return f"{self.key}:{happening.subject_id}"


class Closing(Begun):
    """It is over: how did it go?"""

    key = "pilot_closing"
    words = ngettext_lazy("Your pilot is over: say how it went", "Your pilot is over: say how it went", "people")
    icon = "message-square"
    verbs = ("pilot.closing_begun",)


class Reported(Begun):
    """Its report is there, and I am thanked."""

    key = "pilot_reported"
    words = ngettext_lazy(
        "Thank you: the report of your pilot is here", "Thank you: the report of your pilot is here", "people"
    )
    icon = "heart"
    verbs = ("pilot.reported",)


class Called(Begun):
    """A pilot for me is announced."""

    key = "pilot_called"
    setting = "pilot_called"
    label = _("A pilot for me is announced")
    words = ngettext_lazy("A pilot looks for people", "A pilot looks for people", "people")
    why = _("It is meant for you.")
    icon = "megaphone"
    by_mail = False
    personal = False
    verbs = ("pilot.called",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """For whom it is meant, without those who stand to it somehow already."""
        known = PilotSeat.objects.of(happening.thing).values_list("member_id", flat=True)
        return meant_for(happening.thing) - set(known)


for notice in (Invited, Joined, Declined, TakenOut, Asked, Begun, TasksWait, Closing, FeedbackWaits, Reported, Called):
    register(notice())


@subscribe(*PILOTS.verbs, *SEATS.verbs, name="programs.notices_of_pilots")
def tell_members(activity: Activity) -> None:
    """Tells those a pilot is meant for, who takes part, and who looks after it."""
    tell_once(activity)
