"""Whether somebody has a level or a higher one: the one place that is asked where a level opens something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from members.recognition.ladder import Step
from members.recognition.models import LevelStanding

if TYPE_CHECKING:
    from members.profiles.models import Member


def has_level(member: Member, step: Step) -> bool:
    """Whether a member has this level or a higher one; one query, kept on the member object for the request."""
    kept: int | None = getattr(member, "_level", None)
    if kept is None:
        found = LevelStanding.objects.filter(member=member).values_list("step", flat=True).first()
        kept = member._level = found or Step.NEWCOMER  # type: ignore[attr-defined]
    return kept >= step
