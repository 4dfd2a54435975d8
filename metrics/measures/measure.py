"""What every measure is: a question, a definition in words and SQL, and numbers of any cut."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from textwrap import dedent
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connection

from members.profiles.models import Member

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

    from members.profiles.models import MemberQuerySet
    from members.segments.models import Segment


class Unit(StrEnum):
    """What a value is counted in."""

    PERCENT = "percent"
    """0 to 100."""
    HOURS = "hours"
    NUMBER = "number"
    POINTS = "points"
    """-100 to 100."""


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True)
class Cut:
    """Of what a number tells: of one space, of the members in a segment, of both, or (neither) of everything."""

    space: int | None = None
    segment: Segment | None = None

    @property
    def members(self) -> MemberQuerySet:
        """Whom it tells of, as far as they are here: whom one could do something for."""
        return self.segment.people() if self.segment else Member.objects.present()

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole community."""
        return self.space is None and self.segment is None


@dataclass(frozen=True)
class Counted:
    """A number with what it was made of; `people` are the members it rests on."""

    value: float | None
    top: float | None
    of: float
    people: int


type Key = tuple[date, int | None]
"""The last day, and the space; None is all that was asked for."""


class Measure(ABC):
    """One measure. Values are in its unit; a window is the `days` days up to and with `end`."""

    key: ClassVar[str]
    name: ClassVar[StrOrPromise]
    question: ClassVar[StrOrPromise]
    definition: ClassVar[StrOrPromise]
    """In words: who and what is counted, over whom and what, and what is left out."""
    unit: ClassVar[Unit]
    target: ClassVar[float | None] = None
    """As it comes with the product; none: there is nothing to reach, only a way to go."""
    direction: ClassVar[Direction] = Direction.UP
    remedy: ClassVar[StrOrPromise]
    """What to do when it is off, in a sentence."""
    remedy_url: ClassVar[str] = ""
    """The name of an address (without arguments) where that begins."""
    has_spaces: ClassVar[bool] = True
    """Whether it says something of one space."""
    has_segments: ClassVar[bool] = True
    """Whether it says something of the members in a segment."""
    unreached: ClassVar[StrOrPromise] = ""
    """What is said instead of a value that was not reached, where there is something to measure: "half still wait"."""
    sql: ClassVar[str] = ""

    def numbers(
        self, ends: Sequence[date], days: int, cut: Cut | None = None, *, by_space: bool = False
    ) -> dict[Key, Counted]:
        """The numbers of each window, one query; by space those of every space that has any, else one for each end."""
        cut = cut or Cut()
        tells = self.tells_of(cut, by_space=by_space)
        rows = asked(self.sql, ends, days, cut, by_space=by_space, **self.more()) if tells else []
        found = {(day, space): self.counted(top, of, people) for day, space, top, of, people in rows}
        if not by_space:
            for end in ends:
                found.setdefault((end, None), Counted(None, None, 0, 0))
        return {key: number for key, number in found.items() if not (by_space and key[1] is None)}

    def tells_of(self, cut: Cut, *, by_space: bool = False) -> bool:
        """Whether it says something of such a cut at all; of others there is nothing to measure."""
        in_space = by_space or cut.space is not None
        return (self.has_spaces or not in_space) and (self.has_segments or cut.segment is None)

    def more(self) -> dict[str, Any]:
        """What the query reads beside the days."""
        return {}

    def counted(self, top: float | None, of: float, people: int) -> Counted:
        """A row of the query as a number: a share in percent, or the plain number."""
        if top is None or (self.unit == Unit.PERCENT and not of):
            return Counted(None, None, float(of or 0), people)
        value = 100 * float(top) / float(of) if self.unit == Unit.PERCENT else float(top)
        return Counted(value, float(top), float(of), people)

    @property
    def shown_sql(self) -> str:
        """The query as people read it, with its slots."""
        return dedent(self.sql).strip()

    def beside(self, end: date, days: int, cut: Cut) -> str:
        """What a reader should know beside a number that is told: on how much it rests. One query at most."""
        return ""

    @abstractmethod
    def behind(self, end: date, days: int, cut: Cut | None = None) -> QuerySet[Any]:
        """The members or threads to look at behind the number: those one could do something for, the first first."""


class _Slots:
    """Fills the slots in the SQL of a measure."""

    def __init__(self, kind: str, cut: Cut, given: dict[str, Any], *, by_space: bool) -> None:
        self._kind, self._cut, self._given, self._by_space = kind, cut, given, by_space

    def __format__(self, spec: str) -> str:
        if self._kind == "by":
            return spec if self._by_space else "NULL::bigint"
        if self._kind == "among":
            there, everybody = spec.split("|")
            return there if self._by_space or self._cut.space is not None else everybody
        if self._kind == "space":
            if self._cut.space is None:
                return f"AND {spec}.space_id IS NOT NULL" if self._by_space else ""
            self._given["space"] = self._cut.space
            return f"AND {spec}.space_id = %(space)s"
        if self._cut.segment is None:
            return ""
        return f"AND {spec} IN (SELECT id FROM whom)"  # noqa: S608 - a column that a measure names


def asked(
    sql: str, ends: Iterable[date], days: int, cut: Cut, *, by_space: bool = False, **more: Any
) -> list[tuple[Any, ...]]:
    """The rows of one query over the windows that end on `ends`.

    The SQL reads `ends(day)` with the last days, `%(days)s`, `%(zone)s` (the community's), and these slots:
    `{space:d}` is an AND for the column space_id of d; `{whom:d.member_id}` an AND for members of a segment;
    `{by:d.space_id}` what is grouped by; `{among:x|y}` is x where it is about spaces, else y (the people of a space
    are those who were there). Rows are (day, space, top, of, people).
    """
    given: dict[str, Any] = {"ends": list(ends), "days": days, "zone": settings.TIME_ZONE, **more}
    slots = {kind: _Slots(kind, cut, given, by_space=by_space) for kind in ("space", "whom", "by", "among")}
    filled = sql.format(**slots)
    known = "WITH ends AS MATERIALIZED (SELECT unnest(%(ends)s::date[]) AS day)"
    if cut.segment is not None:
        try:
            people, values = cut.segment.people().order_by().values("pk").query.sql_with_params()
        except EmptyResultSet:  # nobody can fit, such as where a rule asks for a group that is gone
            people, values = "SELECT NULL::bigint WHERE false", ()
        names = {f"whom_{number}": value for number, value in enumerate(values)}
        known += f", whom (id) AS MATERIALIZED ({people % tuple(f'%({name})s' for name in names)})"
        given |= names
    with connection.cursor() as cursor:
        cursor.execute(f"{known}\n{filled.lstrip()}", given)
        return list(cursor.fetchall())
