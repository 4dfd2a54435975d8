"""Customers who take part beside those who do not, and beside those who are no members."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib.intervals import Share, difference
from metrics.measures.withholding import withhold_parts
from metrics.measures.wording import apart_words
from metrics.outside.models import FactKind, OutsideSource

ACTIVE_DAYS = 90
"""Active is who did something in so many days before the day of the fact."""

# The last word about each customer; active in the days before it, so that nothing that came after is its cause.
_GROUPS = """
WITH last AS (
    SELECT DISTINCT ON (kind_id, who) kind_id, who, member_id, day, value FROM metrics_outsidefact
    WHERE kind_id = ANY(%(kinds)s) ORDER BY kind_id, who, day DESC
),
placed AS (
    SELECT kind_id, value, CASE
        WHEN member_id IS NULL THEN 'outside'
        WHEN EXISTS (
            SELECT 1 FROM metrics_memberday AS d
            WHERE d.member_id = last.member_id AND d.day <= last.day AND d.day > last.day - %(days)s
        ) THEN 'active'
        ELSE 'quiet'
    END AS part FROM last
)
SELECT kind_id, part, count(*), sum(value), percentile_cont(0.5) WITHIN GROUP (ORDER BY value)
FROM placed GROUP BY kind_id, part
"""
PARTS = {
    "active": gettext_lazy("Members who took part"),
    "quiet": gettext_lazy("Members who were quiet"),
    "outside": gettext_lazy("Customers who are no members"),
}


@dataclass(frozen=True)
class Part:
    """One group of customers, as far as it is told."""

    key: str
    people: int = 0
    total: float = 0
    median: float = 0
    is_withheld: bool = False

    @property
    def name(self) -> str:
        """Who they are."""
        return str(PARTS[self.key])

    @property
    def percent(self) -> float:
        """Of a hundred, where it is about yes or no."""
        return 100 * self.total / self.people if self.people else 0.0


@dataclass(frozen=True)
class Compared:
    """One kind of fact over its groups."""

    kind: FactKind
    parts: list[Part]

    @property
    def is_share(self) -> bool:
        """Whether it is about yes or no."""
        return self.kind.sort == FactKind.Sort.YES_NO

    @property
    def sentence(self) -> str:
        """What can be told of members who took part beside customers who are no members, or else are quiet ones."""
        told = {part.key: part for part in self.parts if not part.is_withheld and part.people}
        one = told.get("active")
        other = told.get("outside") or told.get("quiet")
        if not self.is_share or one is None or other is None:
            return ""
        found = difference(Share(round(one.total), one.people), Share(round(other.total), other.people))
        words = {"one": one.name, "other": other.name, "p": round(one.percent), "q": round(other.percent)}
        rates = _("%(one)s: %(p)d %%. %(other)s: %(q)d %%.") % words
        if not found.is_told:
            return " ".join([rates, _("Between the two no difference can be told.")])
        return " ".join([rates, apart_words(found.points, found.least, found.most)])


def compared(source: OutsideSource) -> list[Compared]:
    """Every kind of fact of a source, by name; two queries."""
    kinds = list(FactKind.objects.filter(source=source).order_by("name"))
    given: dict[str, Any] = {"kinds": [kind.pk for kind in kinds], "days": ACTIVE_DAYS}
    with connection.cursor() as cursor:
        cursor.execute(_GROUPS, given)
        rows = {(kind, part): (int(n), float(total), float(median)) for kind, part, n, total, median in cursor}
    return [Compared(kind, _parts(kind, rows)) for kind in kinds]


def _parts(kind: FactKind, rows: dict[tuple[int, str], tuple[int, float, float]]) -> list[Part]:
    """How many customers there are stands in the source: so one small part hides a second."""
    found = [(key, *rows.get((kind.pk, key), (0, 0.0, 0.0))) for key in PARTS]
    hidden = withhold_parts([people for _key, people, _total, _median in found])
    return [
        Part(key, is_withheld=True) if is_hidden else Part(key, people, total, median)
        for (key, people, total, median), is_hidden in zip(found, hidden, strict=True)
    ]
