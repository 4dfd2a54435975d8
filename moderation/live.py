"""Who of the team listens for changed cases, and which of them are said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from config.lib.live import authorise
from members.activity.subscribing import subscribe
from members.profiles.models import Member
from moderation.review.cases import Case
from moderation.review.open_pages import CHANNEL, case_changed

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import Activity


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
    "case.opened", "case.grew", "case.more_severe", "case.less_severe", "case.assigned", "case.snoozed", "case.woken",
    "case.reopened", "decision.made", "decision.proposed", "decision.declined", "decision.undone", "decision.reversed",
    "decision.back_asked", "decision.back_declined",
    name="moderation.live_cases",
)  # fmt: skip
def say_that_a_case_changed(activity: Activity) -> None:
    """Tells open pages of the team that a case changed. Claims, which are no activity, are said where they are made."""
    number = activity.subject_id if activity.verb.startswith("case.") else activity.facts.get("case")
    case = Case.objects.select_related("about").filter(pk=number or 0).first()
    if case is not None:
        case_changed(case)
