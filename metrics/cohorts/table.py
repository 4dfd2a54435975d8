"""The table of weeks: rows, cells and what stays untold, so that no small part can be found by subtracting."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from config.lib.intervals import Share
from metrics.cohorts.counting import ALL
from metrics.cohorts.weeks import weeks_over
from metrics.measures.withholding import is_withheld, withhold_parts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from metrics.cohorts.counting import Counts


@dataclass(frozen=True)
class Cell:
    """A week after joining, of those who joined in one week; without a share the week is not over."""

    week: int
    share: Share | None = None

    @property
    def percent(self) -> int | None:
        """As it is printed."""
        return round(self.share.percent) if self.share else None


@dataclass(frozen=True)
class Row:
    """Who joined in one week, or in four; of fewer than five nothing is told."""

    monday: date
    people: int = 0
    is_withheld: bool = False
    cells: list[Cell] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    """Numbers of the footnotes about these weeks."""
    span: int = 1
    """How many weeks it is."""

    @property
    def last(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=7 * self.span - 1)

    def share(self, week: int) -> Share | None:
        """What is told of a week after joining."""
        return next((cell.share for cell in self.cells if cell.week == week), None)


@dataclass(frozen=True)
class Pooled:
    """One part over all its weeks that are told."""

    part: str
    shares: dict[int, Share]

    def cells(self, weeks: int) -> list[Cell]:
        """A cell for each week after joining."""
        return [Cell(week, self.shares.get(week)) for week in range(1, weeks + 1)]

    @property
    def people(self) -> int:
        """Newcomers it rests on."""
        return max((share.of for share in self.shares.values()), default=0)


def untold(counts: Counts) -> set[tuple[date, str]]:
    """The weeks and parts of which nothing is told; a week as a whole has the part ALL."""
    found: set[tuple[date, str]] = set()
    for monday in counts.mondays:
        parts = counts.parts
        sizes = [counts.joined.get((monday, part), 0) for part in parts]
        if is_withheld(sum(sizes)):
            found |= {(monday, part) for part in [ALL, *parts]}
            continue
        hidden = withhold_parts(sizes)
        found |= {(monday, part) for part, is_hidden in zip(parts, hidden, strict=True) if is_hidden}
    return found


def rows_of(counts: Counts, part: str = ALL) -> list[Row]:
    """A row for each week, the oldest first, of everybody or of one part."""
    hidden = untold(counts)
    return [_row(counts, monday, part, is_hidden=(monday, part) in hidden) for monday in counts.mondays]


def _row(counts: Counts, monday: date, part: str, *, is_hidden: bool) -> Row:
    if is_hidden:
        return Row(monday, is_withheld=True, span=counts.span)
    parts = [part] if part else counts.parts
    people = sum(counts.joined.get((monday, one), 0) for one in parts)
    over = weeks_over(monday + timedelta(weeks=counts.span - 1), counts.end) if people else 0
    cells = [
        Cell(week, Share(sum(counts.active.get((monday, one, week), 0) for one in parts), people))
        if week <= over
        else Cell(week)
        for week in range(1, counts.weeks + 1)
    ]
    return Row(monday, people, cells=cells, span=counts.span)


def pool(rows: Iterable[Row], week: int) -> Share:
    """A week after joining over several rows, those of which it is told and over."""
    return sum((share for row in rows if (share := row.share(week))), Share(0, 0))


def pooled(counts: Counts) -> list[Pooled]:
    """Each part over the weeks that are told of it, and of those alone: so nothing is added to what rows tell."""
    found = []
    for part in counts.parts:
        rows = rows_of(counts, part)
        shares = {week: pool(rows, week) for week in range(1, counts.weeks + 1)}
        found.append(Pooled(part, {week: share for week, share in shares.items() if share.of}))
    return found
