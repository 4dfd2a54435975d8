"""What recognition puts on a profile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from members.profiles.adding import add
from members.recognition.badges import BadgeAward
from members.recognition.ladder import ICONS, Step
from members.recognition.showing import standing_of, step_of
from members.recognition.thanks import Thanks
from members.recognition.thanks_showing import said_to

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member


BADGES, SAID = 12, 2


@dataclass(frozen=True)
class Recognised:
    """A member's level and badges, as their profile says them."""

    step: Step
    icon: str
    since: datetime | None
    awards: list[BadgeAward]
    """The latest badges first."""
    said: list[Thanks]
    thanked_by: int


def recognised(member: Member, viewer: Viewer) -> Recognised:
    """The level, which newcomers have too, the latest badges and thanks. At most four queries."""
    standing = standing_of(member)
    step = step_of(standing)
    awards = BadgeAward.objects.held().filter(member=member).select_related("badge", "member")
    since = standing.since if standing and step > Step.NEWCOMER else None
    return Recognised(
        step, ICONS[step], since, list(awards.order_by("-awarded_at", "-pk")[:BADGES]), *_thanks(member, viewer)
    )


def _thanks(member: Member, viewer: Viewer) -> tuple[list[Thanks], int]:
    rows = said_to(member, viewer)
    latest = list(rows[:SAID])
    return latest, rows.order_by().values("giver").distinct().count() if latest else 0


add("recognised", recognised)
