"""What the address of a measure asks for: how many days, up to which day, of which space, of whose members."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from community.spaces.models import Space
from config.lib.numbers import whole_number
from members.segments.models import Segment
from metrics.measures.keeping import is_kept
from metrics.measures.measure import Cut
from metrics.measures.reading import last_measured
from metrics.rollups.days import SPANS, yesterday

if TYPE_CHECKING:
    from django.http import HttpRequest


MONTH, QUARTER, YEAR = SPANS


@dataclass(frozen=True, kw_only=True)
class View:
    """Over how many days, of which space, of whose members."""

    days: int = MONTH
    space: Space | None = None
    segment: Segment | None = None

    @property
    def cut(self) -> Cut:
        """Of what the numbers tell."""
        return Cut(self.space.pk if self.space else None, self.segment)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """As an address says it."""
        space, segment = self.space.slug if self.space else "", str(self.segment.pk) if self.segment else ""
        said = [("days", str(self.days)), ("space", space), ("segment", segment)]
        return [(name, value) for name, value in said if value]

    @property
    def query(self) -> str:
        """The end of the address of this view."""
        return "?" + urlencode(self.pairs)

    @property
    def periods(self) -> list[dict[str, object]]:
        """The times one can look back on, as addresses."""
        words = {MONTH: _("28 days"), QUARTER: _("90 days"), YEAR: _("Year")}
        return [
            {"label": words[days], "url": replace(self, days=days).query, "current": days == self.days}
            for days in SPANS
        ]


@dataclass(frozen=True, kw_only=True)
class Asked(View):
    """A view up to one day; `is_last` where that is the latest that was measured."""

    end: date
    is_last: bool = True

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """With its last day, unless that is the latest."""
        return [*super().pairs, *([] if self.is_last else [("end", str(self.end))])]

    def of_space(self, space: Space) -> str:
        """The end of the address of the same numbers of one space."""
        return replace(self, space=space).query


def asked_by(request: HttpRequest) -> Asked:
    """What an address asks for. Raises Http404 for a space or a segment that is not there for who asks."""
    last = last_measured() or yesterday()
    end = _day(request.GET.get("end", ""), last)
    days = whole_number(request.GET.get("days", ""), 3)
    return Asked(
        end=end, is_last=end == last, days=days if days in SPANS else MONTH, space=_space(request),
        segment=_segment(request.GET.get("segment", "")),
    )  # fmt: skip


def _day(given: str, last: date) -> date:
    """A day that was measured; the last one where none is asked for that was."""
    try:
        day = parse_date(given)
    except ValueError:
        day = None
    return day if day and day < last and is_kept(day) else last


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
