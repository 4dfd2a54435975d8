"""The part of the page of a case that says what rules and the score found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from moderation.review.panels import Panel, register
from moderation.screening.hits import Hit, Origin
from moderation.screening.marking import hits_of_thing
from moderation.screening.scoring import sentence

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.review.cases import Case
    from moderation.review.subjects import Item

MOST = 20


@dataclass(frozen=True)
class ShownHit:
    """A hit with what it says."""

    hit: Hit
    parts: list[tuple[int, str]]

    @property
    def is_score(self) -> bool:
        """Whether it is the score for spam."""
        return self.hit.origin == Origin.SCORE

    @property
    def is_first(self) -> bool:
        """Whether it is there because of first posts."""
        return self.hit.origin == Origin.FIRST


def shown(hit: Hit) -> ShownHit:
    """A hit as pages draw it."""
    return ShownHit(hit, [(points, sentence((key, points, number))) for key, points, number in hit.parts])


def hits_of(case: Case, item: Item | None, viewer: Member) -> dict[str, Any] | None:
    """All hits of the thing, the newest first; the shadow ones too, which say so."""
    hits = hits_of_thing(case.subject_type, case.subject_id)[:MOST]
    return {"hits": [shown(hit) for hit in hits]} if hits else None


register(Panel("hits", "middle", "moderation/screening/_hits.html", hits_of, order=15))
