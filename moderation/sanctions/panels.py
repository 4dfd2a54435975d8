"""The person beside a case: steps so far, what comes next, what speaks for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from moderation.guidelines.measures import Person
from moderation.review.panels import Panel, register
from moderation.review.queue import number_beside
from moderation.sanctions.deeds import deeds_of
from moderation.sanctions.ladder import live_strikes, step_for
from moderation.sanctions.permissions import sees_person

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.review.cases import Case
    from moderation.review.subjects import Item


@dataclass(frozen=True)
class Rung:
    """One step of the ladder, taken or to come."""

    label: str
    until: datetime | None = None
    is_next: bool = False
    days: int | None = None


def person(case: Case, item: Item | None, viewer: Member) -> dict[str, Any] | None:
    """The panel; None for a case that is about nobody."""
    about = case.about
    if about is None:
        return None
    strikes = live_strikes(about)
    step = step_for(strikes, case.severity_in_all)
    rungs = [Rung(strike.get_person_display(), strike.expires_at) for strike in strikes]
    rungs.append(Rung(str(Person(step.person).label), is_next=True, days=step.days))
    return {
        "about": about,
        "rungs": rungs,
        "step": step,
        "last": strikes[-1].expires_at if strikes else None,
        "deeds": deeds_of(about),
        "cases": number_beside(case),
        "has_page": sees_person(viewer, about),
    }


register(Panel("person", "person", "moderation/sanctions/_panel.html", person, order=10))
