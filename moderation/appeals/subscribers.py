"""What follows from what happens in appeals, and to decisions that are appealed against."""

from __future__ import annotations

from members.accounts.resting import leave_open
from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.notifications.telling import tell
from members.recognition.weighing import weigh
from moderation.appeals import acts  # noqa: F401 - the log's words
from moderation.appeals.deciding import settle
from moderation.appeals.letters import tell_of_answer, tell_of_decision
from moderation.appeals.models import Appeal, AppealMessage
from moderation.review.decisions import Decision

leave_open("appeal")


@subscribe("appeal.answered", "appeal.decided", name="moderation.appeal_notices")
def tell_of_appeals(activity: Activity) -> None:
    """Tells members of answers in their appeals and of how these ended, in the inbox and by a letter."""
    tell(activity)
    if activity.verb == "appeal.answered":
        message = AppealMessage.objects.select_related("appeal__by", "appeal__decision").filter(
            pk=activity.facts["message"]
        ).first()  # fmt: skip
        if message is not None:
            tell_of_answer(message.appeal, message)
        return
    appeal = Appeal.objects.select_related("by", "decision").filter(pk=activity.subject_id or 0).first()
    if appeal is not None:
        tell_of_decision(appeal)


@subscribe("decision.reversed", "decision.undone", name="moderation.levels_given_back")
def give_levels_back(activity: Activity) -> None:
    """Lets the level of whoever a decision was about follow at once, now that what it took is there again."""
    decision = Decision.objects.filter(pk=activity.subject_id or 0).first()
    if decision is not None and decision.about_id is not None:
        weigh(decision.about_id)


@subscribe("decision.reversed", name="moderation.settled_appeals")
def settle_appeals(activity: Activity) -> None:
    """Ends an appeal against a decision that the team took back by itself."""
    settle(activity.subject_id or 0)
