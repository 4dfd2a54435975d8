"""What the address of a measure asks for: how many days, up to which day, of which space, of whose members."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404
from django.utils.dateparse import parse_date

from community.spaces.models import Space
from config.lib.numbers import whole_number
from members.segments.models import Segment
from metrics.measures.measure import Cut
from metrics.measures.reading import last_day
from metrics.rollups.days import SPANS, yesterday

if TYPE_CHECKING:
    from django.http import HttpRequest


@dataclass(frozen=True)
class Asked:
    """A window and a cut; `is_last` where the window is the latest that was measured."""

    end: date
    days: int = SPANS[0]
    space: Space | None = None
    segment: Segment | None = None
    is_last: bool = True

    @property
    def cut(self) -> Cut:
        """Of what the numbers tell."""
        return Cut(self.space.pk if self.space else None, self.segment)

    def query(self, **more: str) -> str:
        """The end of the address that asks for this."""
        parts = {
            "days": str(self.days), "space": self.space.slug if self.space else "",
            "segment": str(self.segment.pk) if self.segment else "", "end": "" if self.is_last else str(self.end),
            **more,
        }  # fmt: skip
        return "?" + urlencode({name: value for name, value in parts.items() if value})

    @property
    def as_query(self) -> str:
        """The end of the address, for templates."""
        return self.query()

    @property
    def periods(self) -> list[tuple[int, str, bool]]:
        """The spans one can look back on: days, address, whether it is this one."""
        return [(days, replace(self, days=days).query(), days == self.days) for days in SPANS]

    def of_space(self, space: Space) -> str:
        """The end of the address of the same numbers of one space."""
        return replace(self, space=space).query()


def asked_by(request: HttpRequest) -> Asked:
    """What an address asks for. Raises Http404 for a space or a segment that is not there for who asks."""
    last = last_day() or yesterday()
    end = _day(request.GET.get("end", ""), last)
    days = whole_number(request.GET.get("days", ""), 3)
    return Asked(
        end, days if days in SPANS else SPANS[0], _space(request), _segment(request.GET.get("segment", "")), end == last
    )


def _day(given: str, last: date) -> date:
    """A day that was measured; the last one where none is asked for that could have been."""
    try:
        day = parse_date(given)
    except ValueError:
        day = None
    return min(day, last) if day and day.year > 2000 else last


def _space(request: HttpRequest) -> Space | None:
    slug = request.GET.get("space", "")
    if not slug or "\0" in slug:
        return None
    space: Space | None = Space.objects.visible_to(request.user).filter(slug=slug, deleted_at=None).first()
    if space is None:
        raise Http404
    return space


def _segment(given: str) -> Segment | None:
    number = whole_number(given)
    if number is None:
        return None
    segment: Segment | None = Segment.objects.filter(pk=number).first()
    if segment is None:
        raise Http404
    return segment
