"""What the address of a reading asks for; what it cannot have is refused and not guessed at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from community.spaces.models import Space
from metrics.measures.measure import Cut
from metrics.rollups.days import SPANS

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.http import QueryDict

    from members.profiles.models import Member

_DAYS = {str(days): days for days in SPANS}


class Refused(Exception):
    """Why there is no answer, with the status that says so."""

    def __init__(self, why: str, status: int = 422) -> None:
        super().__init__(why)
        self.status = status


@dataclass(frozen=True)
class Asked:
    """Over how many days, and of which space (None: of everything)."""

    days: int
    space: Space | None = None

    @property
    def cut(self) -> Cut:
        """Of what the numbers tell."""
        return Cut(self.space.pk if self.space else None)


def asked_by(given: QueryDict, viewer: Member, *, known: Collection[str] = ("days", "space")) -> Asked:
    """What is asked for; one query where a space is named. Raises Refused.

    A word nobody knows is refused, too: numbers of everybody must not pass for those of a segment.
    """
    for name in given:
        if name not in known:
            raise Refused(f"Here one can ask for {' and '.join(f'“{one}”' for one in known)}, and for nothing else.")
    days = given.get("days") or str(SPANS[0])
    if days not in _DAYS:
        *first, last = _DAYS
        raise Refused(f"“days” is {', '.join(first)} or {last}.")
    slug = given.get("space", "")
    return Asked(_DAYS[days], _space(slug, viewer) if slug else None)


def _space(slug: str, viewer: Member) -> Space:
    space = None if "\0" in slug else Space.objects.visible_to(viewer).filter(slug=slug, deleted_at=None).first()
    if space is None:
        raise Refused("There is no such space.", 404)
    return space
