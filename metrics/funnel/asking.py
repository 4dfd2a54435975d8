"""What the address asks of the funnel: of whom, and of how many days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404

from config.lib.numbers import whole_number
from members.segments.models import Segment
from metrics.rollups.days import SPANS, yesterday
from metrics.rollups.models import Source

if TYPE_CHECKING:
    from django.http import QueryDict


@dataclass(frozen=True)
class Asked:
    """Those who joined in the `days` days up to and with `end`, of one source, of a segment; or everybody."""

    days: int
    end: date
    source: str = ""
    segment: Segment | None = None

    @property
    def first(self) -> date:
        """The first day of the period."""
        return self.end - timedelta(days=self.days - 1)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """As an address says it."""
        segment = str(self.segment.pk) if self.segment else ""
        said = [("days", str(self.days)), ("source", self.source), ("segment", segment)]
        return [(name, value) for name, value in said if value]

    @property
    def query(self) -> str:
        """As one piece of an address."""
        return urlencode(self.pairs)


def asked(given: QueryDict) -> Asked:
    """What the address says; days nobody offers are the fewest. Raises Http404 for an unknown source or segment."""
    days = whole_number(given.get("days", ""), 3)
    source, number = given.get("source", ""), given.get("segment", "")
    if source and source not in Source.values:
        raise Http404
    segment = Segment.objects.filter(pk=whole_number(number) or 0).first() if number else None
    if number and segment is None:
        raise Http404
    return Asked(days if days in SPANS else SPANS[0], yesterday(), source, segment)
