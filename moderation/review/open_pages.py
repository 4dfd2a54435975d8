"""What open pages of the team are told: that something changed in a case. Never what it is, nor whom it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from config.lib.live import publish, publish_to_members
from members.profiles.models import Member
from members.profiles.roles import Role

if TYPE_CHECKING:
    from moderation.review.cases import Case

CHANNEL, EVENT = "moderation", "case.changed"


def case_changed(case: Case) -> None:
    """Have open queues look again, after the commit; of a case not all of the team may see, those alone who may."""
    if case.about is None or case.about.role == Role.MEMBER:
        publish(CHANNEL, EVENT, case=case.pk)
    else:
        publish_to_members(_seers_of(case), EVENT)


def _seers_of(case: Case) -> list[int]:
    """Whoever of the team sees a case that not all of it does."""
    team = Member.objects.present().exclude(role=Role.MEMBER)
    return [one.pk for one in case.seen_by(team)]
