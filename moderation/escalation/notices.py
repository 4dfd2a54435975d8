"""Who is told of escalations and severe cases in the inbox; the letters are in the room's own outbox."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from members.activity.subscribing import subscribe
from members.notifications.notices import Notice, register
from members.notifications.telling import take_back, tell
from moderation.escalation.announcing import NUMBER, Escalations, SevereCases
from moderation.escalation.models import Escalation
from moderation.escalation.severe import alert, owe, severe_case, stand_down
from moderation.escalation.whom import watchers

if TYPE_CHECKING:
    from members.activity.models import Activity
    from members.notifications.notices import Happening

ESCALATIONS, SEVERE = Escalations(), SevereCases()


class EscalatedToMe(Notice):
    """A case was escalated to me."""

    key = "escalated_to_me"
    setting = "escalation"
    label = _("For the team: escalations and severe cases")
    words = ngettext_lazy("A case was escalated to you", "Cases were escalated to you", "people")
    why = _("You are named for matters like this.")
    icon = "triangle-alert"
    every_time = mails_itself = True
    surface = ESCALATIONS
    verbs = ESCALATIONS.verbs

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Those of the step it has come to."""
        calls = happening.thing.calls.filter(step=happening.thing.step, member__isnull=False)
        return set(calls.values_list("member_id", flat=True))


class Severe(Notice):
    """A severe case came in."""

    key = "case_severe"
    setting, label = EscalatedToMe.setting, EscalatedToMe.label
    words = ngettext_lazy("A severe case came in", "Severe cases came in", "people")
    why = _("You are on duty, or nobody is.")
    icon = "triangle-alert"
    mails_itself = True
    surface = SEVERE
    verbs: ClassVar[tuple[str, ...]] = ("case.opened", "case.more_severe")

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whoever is on duty; everybody of the team if nobody is."""
        return {member.pk for member in watchers(happening.thing)}


class SevereAgain(Severe):
    """A severe case waits for half its time, and nobody has it."""

    key = "case_severe_again"
    words = ngettext_lazy("A severe case waits, and nobody has it", "Severe cases wait, and nobody has them", "people")
    verbs = ("case.unclaimed",)


KINDS: list[type[Notice]] = [EscalatedToMe, SevereAgain, Severe]
for kind in KINDS:
    register(kind())


@subscribe(*ESCALATIONS.verbs, name="moderation.escalation_notices")
def tell_of_escalations(activity: Activity) -> None:
    """Tells whoever an escalation has come to."""
    tell(activity)


@subscribe(*SEVERE.verbs, name="moderation.severe_notices")
def tell_of_severe_cases(activity: Activity) -> None:
    """Tells whoever is on duty of a severe case, in the inbox and by a letter that waits for nothing."""
    case = severe_case(activity.subject_id)
    if case is None:
        return
    if activity.verb == "case.unclaimed":
        owe(case, "again")
    else:
        alert(case)
    tell(activity)


@subscribe("escalation.acknowledged", name="moderation.escalation_notices_taken_back")
def forget_acknowledged(activity: Activity) -> None:
    """Takes what somebody acknowledged out of notices nobody has seen yet."""
    take_back(NUMBER, activity.subject_id or 0, [EscalatedToMe.key])


@subscribe("decision.made", name="moderation.severe_notices_taken_back")
def forget_decided(activity: Activity) -> None:
    """Takes severe cases that are decided, and what was escalated of them, out of notices nobody has seen yet."""
    case = int(activity.facts.get("case") or 0)
    take_back(NUMBER, case, [Severe.key, SevereAgain.key])
    for escalation in Escalation.objects.filter(case=case).values_list("pk", flat=True):
        take_back(NUMBER, escalation, [EscalatedToMe.key])


@subscribe("case.less_severe", name="moderation.severe_stood_down")
def forget_less_severe(activity: Activity) -> None:
    """Takes cases that are not severe any more out of notices nobody has seen yet, and tells nobody again."""
    case = int(activity.subject_id or 0)
    take_back(NUMBER, case, [Severe.key, SevereAgain.key])
    stand_down(case)
