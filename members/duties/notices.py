"""Who is told of tasks: whoever is given one, whoever lost one, and the team of those that wait."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.duties.announcing import NUMBER, Duties
from members.duties.models import Duty
from members.notifications.counting import count_beside
from members.notifications.notices import Notice, register
from members.notifications.telling import take_back, tell
from members.profiles.models import Member
from members.profiles.roles import Role

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from members.notifications.notices import Happening

SURFACE = Duties()


class AboutDuty(Notice):
    """A notice about one task; all of one kind are one row."""

    surface = SURFACE
    icon = "list-checks"
    every_time = True
    why = _("You are of the team.")

    def bundle(self, happening: Happening) -> str:
        """All of one kind are one row."""
        return "duties"


class Given(AboutDuty):
    """Somebody of the team gave me a task."""

    key = "duty_given"
    setting = "duty"
    label = _("For the team: my tasks")
    words = ngettext_lazy("%(who)s gave you a task", "%(who)s gave you tasks", "people")
    by_mail = True
    verbs = ("duty.given",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whoever was given it, if they still have it."""
        return {happening.thing.owner_id} & {activity.facts["member"]}


class CameBack(AboutDuty):
    """A task of mine went back to the team."""

    key = "duty_came_back"
    setting, label = Given.setting, Given.label
    words = ngettext_lazy("A task you had went back to the team", "A task you had went back to the team", "people")
    why = _("You had it for a day without a reply.")
    icon = "undo-2"
    verbs = ("duty.came_back",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whoever had it."""
        return [activity.facts["member"]]


class WaitsAgain(AboutDuty):
    """A task of mine that was done waits again."""

    key = "duty_waits_again"
    setting, label = Given.setting, Given.label
    words = ngettext_lazy("A task of yours waits again", "Tasks of yours wait again", "people")
    why = _("It is not done after all, or what settled it is gone.")
    icon = "undo-2"
    verbs = ("duty.reopened",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whoever has it, but not if they said so themselves."""
        return {happening.thing.owner_id} - {None, activity.actor_id}


class Waits(AboutDuty):
    """A task waits for somebody of the team."""

    key = "duty_waits"
    setting = "duty_waits"
    label = _("For the team: tasks that wait for somebody")
    words = ngettext_lazy("A task waits for somebody of the team", "Tasks wait for somebody of the team", "people")
    personal = False
    verbs = ("duty.asked", "duty.given_back", "duty.came_back", "duty.reopened")

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """The team, while nobody has it; not whoever let go of it."""
        if happening.thing.owner_id is not None:
            return []
        team = Member.objects.present().exclude(role=Role.MEMBER).values_list("pk", flat=True)
        return set(team) - {activity.facts.get("member")}


def _to_do(member: Member) -> QuerySet[Duty]:
    """What a member of the team has to do themself, and what nobody has taken."""
    seen = Duty.objects.visible_to(member)
    rows: QuerySet[Duty] = seen.of(member) | seen.free() if member.is_moderator else seen
    return rows


KINDS: list[type[AboutDuty]] = [Given, CameBack, WaitsAgain, Waits]
for kind in KINDS:
    register(kind())
count_beside("tasks", "list-checks", _to_do)


@subscribe(*SURFACE.verbs, name="members.duty_notices")
def tell_of_duties(activity: Activity) -> None:
    """Tells the team of tasks that wait, and members of the team of their own."""
    tell(activity)


@subscribe(
    "duty.taken", "duty.given", "duty.given_back", "duty.came_back", "duty.done",
    name="members.duty_notices_taken_back",
)  # fmt: skip
def forget_duties_that_are_settled(activity: Activity) -> None:
    """Takes tasks that somebody has, or that are done, out of notices nobody has seen yet."""
    duty = Duty.objects.filter(pk=activity.subject_id or 0).first()
    if duty is None:
        return
    if duty.done_at or duty.owner_id:
        take_back(NUMBER, duty.pk, [Waits.key])
    if duty.done_at or not duty.owner_id:
        take_back(NUMBER, duty.pk, [Given.key, WaitsAgain.key])
