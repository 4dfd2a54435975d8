"""The page of cohorts, put together: the table, what it says, its parts and its footnotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from metrics.cohorts.counting import ALL, count
from metrics.cohorts.marks import Mark, marked, marks
from metrics.cohorts.saying import Verdict, apart, lately
from metrics.cohorts.table import Cell, Row, pooled, rows_of
from metrics.measures.measure import Unit
from metrics.measures.wording import worded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django_stubs_ext import StrOrPromise

    from metrics.cohorts.forms import Asked


@dataclass(frozen=True)
class Part:
    """One part over all its weeks, as the table of parts shows it."""

    key: str
    words: StrOrPromise
    people: int
    cells: list[Cell]
    url: str


@dataclass(frozen=True)
class Page:
    """All that is shown."""

    asked: Asked
    end: date
    rows: list[Row]
    verdict: Verdict
    parts: list[Part]
    parts_verdict: Verdict | None
    part_words: StrOrPromise
    marks: list[Mark]

    @property
    def columns(self) -> list[int]:
        """The weeks after joining."""
        return list(range(1, self.asked.weeks + 1))

    @property
    def people(self) -> int:
        """Newcomers that are told of."""
        return sum(row.people for row in self.rows)

    @property
    def scale(self) -> tuple[int, int]:
        """The lowest and the highest share of the table, in percent."""
        return scale(self.rows)

    @property
    def least_words(self) -> str:
        """The lowest share in words."""
        return worded(Unit.PERCENT, self.scale[0])

    @property
    def most_words(self) -> str:
        """The highest share in words."""
        return worded(Unit.PERCENT, self.scale[1])

    @property
    def parts_scale(self) -> tuple[int, int]:
        """The lowest and the highest share of the parts."""
        return scale(self.parts)

    @property
    def is_empty(self) -> bool:
        """Whether no week of anybody is told."""
        return not any(row.cells and row.people for row in self.rows)


def scale(rows: Sequence[Row | Part]) -> tuple[int, int]:
    """The lowest and the highest share of some rows, in percent."""
    known = [cell.percent for row in rows for cell in row.cells if cell.percent is not None]
    return min(known, default=0), max(known, default=0)


def page_of(asked: Asked, end: date) -> Page:
    """The table as of one evening; at most five queries, however many people there are."""
    counts = count(end, asked.weeks, asked.by)
    rows = rows_of(counts, asked.part or ALL)
    found = marks(rows[0].monday, rows[-1].last)
    words = asked.by.words({*counts.parts, asked.part}) if asked.by else {}
    parts = {one.part: one for one in pooled(counts)} if asked.by else {}
    shown = [
        Part(key, word, parts[key].people, parts[key].cells(asked.weeks), _url(asked, key))
        for key, word in words.items()
        if key in parts
    ]
    return Page(
        asked, end, marked(rows, found), lately(rows, found), shown,
        apart(list(parts.values()), words) if asked.by else None, words.get(asked.part, ""), found,
    )  # fmt: skip


def _url(asked: Asked, part: str) -> str:
    by = asked.by.key if asked.by else ""
    return reverse("cohorts") + "?" + urlencode({"weeks": asked.weeks, "by": by, "part": part})
