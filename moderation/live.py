"""What open pages of the team are told: that something changed in a case. Never what it is, nor whom it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from config.lib.live import authorise, publish, publish_to_members
from members.activity.subscribing import subscribe
from members.profiles.models import Member
from members.profiles.roles import Role
from moderation.review.cases import Case

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import Activity

CHANNEL, EVENT = "moderation", "case.changed"


@authorise(CHANNEL)
def _who_is_of_the_team(viewer: Viewer, number: int) -> bool:
    return (
        not number
        and isinstance(viewer, Member)
        and viewer.is_active
        and viewer.is_moderator
        and not viewer.is_suspended
    )


@subscribe(
    "case.opened", "case.grew", "case.more_severe", "case.assigned", "case.snoozed", "case.woken", "case.reopened",
    "decision.made", "decision.proposed", "decision.declined", "decision.undone", "decision.reversed",
    name="moderation.live_cases",
)  # fmt: skip
def say_that_a_case_changed(activity: Activity) -> None:
    """Tells open pages of the team that a case changed; of a case not all of it may see, those alone who may."""
    number = activity.subject_id if activity.verb.startswith("case.") else activity.facts.get("case")
    case = Case.objects.select_related("about").filter(pk=number or 0).first()
    if case is None:
        return
    if case.about is None or case.about.role == Role.MEMBER:
        publish(CHANNEL, EVENT, case=case.pk)
    else:
        publish_to_members(_seers_of(case), EVENT)


def _seers_of(case: Case) -> list[int]:
    """Whoever of the team sees a case that not all of it does."""
    team = Member.objects.present().exclude(role=Role.MEMBER)
    return [one.pk for one in team if Case.objects.visible_to(one).filter(pk=case.pk).exists()]
