"""Whoever leaves the team leaves their tasks to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from members.activity.subscribing import subscribe
from members.duties.answering import give_back_all
from members.duties.owning import may_own
from members.profiles.models import Member

if TYPE_CHECKING:
    from members.activity.models import Activity


@subscribe("member.role_changed", "member.leaving", name="members.duties_given_back")
def leave_duties_to_the_team(activity: Activity) -> None:
    """Gives back the tasks of somebody who is not of the team any more, or whose account was closed."""
    member = Member.objects.get_queryset().filter(pk=activity.subject_id or 0).first()
    if member is not None and not may_own(member):
        give_back_all(member)
