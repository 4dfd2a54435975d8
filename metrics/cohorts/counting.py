"""How many joined in each week and each part, and how many of them did something in each week after; one query.

Facts by day are read, so that the same days always give the same numbers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models.expressions import RawSQL

from members.profiles.models import Member
from metrics.cohorts.weeks import EARLY_WEEKS, MOST_WEEKS, WIDE, is_sparse, mondays, wide_rows

if TYPE_CHECKING:
    from members.profiles.models import MemberQuerySet
    from metrics.cohorts.parts import By

ALL = ""
"""The part of everybody, where nobody is told apart."""

_WHO = """
SELECT a.member_id, a.day, a.day - extract(isodow FROM a.day)::int + 1 AS monday, {column} AS part
FROM metrics_arrival AS a {join}
WHERE a.day >= %(first)s AND a.day < %(until)s
"""

_COUNT = """
WITH who AS MATERIALIZED ({who})
SELECT who.monday, who.part, 0, count(*) FROM who GROUP BY 1, 2
UNION ALL
SELECT who.monday, who.part, (d.day - who.day) / 7, count(DISTINCT who.member_id)
FROM who JOIN metrics_memberday AS d
    ON d.member_id = who.member_id AND d.day >= who.day + 7 AND d.day < who.day + 7 * (%(weeks)s + 1)
WHERE d.day <= %(end)s
GROUP BY 1, 2, 3
"""

_BEHIND = """
SELECT who.member_id FROM ({who}) AS who
WHERE (%(part)s = '' OR who.part = %(part)s) AND %(did)s = EXISTS (
    SELECT 1 FROM metrics_memberday AS d
    WHERE d.member_id = who.member_id
        AND d.day >= who.day + 7 * %(since)s AND d.day < who.day + 7 * (%(since)s + 1)
)
"""


@dataclass(frozen=True)
class Counts:
    """How many joined, by week and part, and how many of them did something in week n."""

    end: date
    weeks: int
    mondays: list[date]
    joined: dict[tuple[date, str], int] = field(default_factory=dict)
    active: dict[tuple[date, str, int], int] = field(default_factory=dict)
    span: int = 1
    """How many weeks are one row; `mondays` are the first days of rows."""

    @property
    def parts(self) -> list[str]:
        """The parts somebody is in."""
        return sorted({part for _monday, part in self.joined})


def count(end: date, weeks: int, by: By | None = None) -> Counts:
    """The numbers of the last weeks in which people joined, as they were on the evening of `end`; one query.

    Rows are single weeks, the last `weeks` of them; or four weeks each, all there are, where few people join.
    """
    least = EARLY_WEEKS - 1 if by and by.is_early else 1
    known = mondays(end, MOST_WEEKS, least)
    given: dict[str, Any] = {"first": known[0], "until": known[-1] + timedelta(weeks=1), "weeks": weeks, "end": end}
    with connection.cursor() as cursor:
        cursor.execute(_COUNT.format(who=_who(by)), given)
        found = cursor.fetchall()
    sizes: dict[date, int] = defaultdict(int)
    for monday, _part, week, people in found:
        sizes[monday] += 0 if week else people
    if is_sparse(sizes, end):
        return _counts(end, weeks, wide_rows(known), found, WIDE)
    return _counts(end, weeks, {monday: monday for monday in mondays(end, weeks, least)}, found, 1)


def _counts(end: date, weeks: int, row_of: dict[date, date], found: list[tuple[Any, ...]], span: int) -> Counts:
    """What was found, by row."""
    joined: dict[tuple[date, str], int] = defaultdict(int)
    active: dict[tuple[date, str, int], int] = defaultdict(int)
    for monday, part, week, people in found:
        if monday not in row_of:
            continue
        if week:
            active[row_of[monday], part, week] += people
        else:
            joined[row_of[monday], part] += people
    return Counts(end, weeks, sorted(set(row_of.values())), dict(joined), dict(active), span)


def behind(
    monday: date, since: int, by: By | None, part: str, *, did: bool, span: int = 1
) -> MemberQuerySet:  # fmt: skip
    """Who joined in a row (of one part), and did something in week `since`, or did not; those who are here now."""
    given: dict[str, Any] = {
        "first": monday, "until": monday + timedelta(weeks=span), "since": since, "part": part, "did": did,
    }  # fmt: skip
    return Member.objects.present().filter(pk__in=RawSQL(*_placed(_BEHIND.format(who=_who(by)), given)))  # noqa: S611


def _who(by: By | None) -> str:
    return _WHO.format(column=by.column if by else "''::text", join=by.join if by else "")


def _placed(sql: str, given: dict[str, Any]) -> tuple[str, list[Any]]:
    """The same query with its values in their order, as the query of a list wants them."""
    order = re.findall(r"%\((\w+)\)s", sql)
    return re.sub(r"%\(\w+\)s", "%s", sql), [given[name] for name in order]
