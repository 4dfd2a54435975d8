"""The numbers of the team's work in the last 13 weeks, each by one statement over cases and the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Aggregate, Count, DurationField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.functions import TruncWeek

from members.profiles.models import Member
from moderation.guidelines.measures import Content, Person, Severity
from moderation.ledger.models import Entry
from moderation.review.cases import Case
from moderation.review.decisions import Decision
from moderation.stats.breaks import DECIDING, GAP, LONGEST_BREAK

if TYPE_CHECKING:
    from django.utils.functional import Promise

WEEKS = 13
BACK = timedelta(weeks=WEEKS)
DECIDED = ("decided", "agreed", "joined")
"""What of the log decides a case."""


class Median(Aggregate):
    """The middle one."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True)
class Kept:
    """Cases decided: how many, in time, and how long half of them took at most."""

    label: str | Promise | date
    decided: int
    in_time: int
    median: timedelta | None

    @property
    def percent(self) -> int:
        """The share that was decided in time."""
        return round(100 * self.in_time / self.decided) if self.decided else 0

    @property
    def median_minutes(self) -> int:
        """In minutes."""
        return int(self.median.total_seconds() // 60) if self.median else 0


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def percent(self) -> int:
        """As a share; 0 of nothing."""
        return round(100 * self.part / self.whole) if self.whole else 0


@dataclass(frozen=True)
class Load:
    """What one person did."""

    member: Member
    decisions: int
    severe: int
    severe_minutes: int
    breaks: int


_TOOK = ExpressionWrapper(F("closed_at") - F("opened_at"), output_field=DurationField())
_NUMBERS: dict[str, Any] = {
    "decided": Count("pk"),
    "in_time": Count("pk", filter=Q(closed_at__lte=F("due_at"))),
    "median": Median(_TOOK),
}


def _closed(now: datetime) -> Any:
    done = Case.objects.closed().filter(closed_at__gt=now - BACK, closed_at__lte=now)
    return done.exclude(decisions__is_by_host=True).order_by()  # those began and ended with a host


def kept_in_all(now: datetime) -> Kept:
    """Of all cases decided in the time."""
    return Kept("", **_closed(now).aggregate(**_NUMBERS))


def kept_by_severity(now: datetime) -> list[Kept]:
    """The same by severity, the most severe first."""
    rows = _closed(now).values("severity").annotate(**_NUMBERS).order_by("-severity")
    return [Kept(Severity(row.pop("severity")).label, **row) for row in rows]


def kept_by_week(now: datetime) -> list[Kept]:
    """The same by the week in which they were decided, the latest first; weeks begin on Monday."""
    rows = _closed(now).annotate(week=TruncWeek("closed_at")).values("week").annotate(**_NUMBERS).order_by("-week")
    return [Kept(row.pop("week").date(), **row) for row in rows]


def arrivals_by_week(now: datetime) -> list[tuple[date, int]]:
    """How many cases came, by week, the latest first."""
    came = Case.objects.filter(opened_at__gt=now - BACK, opened_at__lte=now).exclude(decisions__is_by_host=True)
    rows = (
        came.annotate(week=TruncWeek("opened_at"))
        .order_by()
        .values_list("week")
        .annotate(count=Count("pk"))
        .order_by("-week")
    )
    return [(week.date(), count) for week, count in rows]


def overturned(now: datetime) -> Share:
    """Of the appeals decided, how many reversed the decision; what the team took back before is neither."""
    rows = Entry.objects.filter(act__in=("appeal_upheld", "appeal_reversed"), at__gt=now - BACK, at__lte=now)
    return Share(**rows.aggregate(part=Count("pk", filter=Q(act="appeal_reversed")), whole=Count("pk")))


def reopened(now: datetime) -> Share:
    """Of the cases decided in the time, alone or as one with others, how many were opened again after it."""
    made = Entry.objects.filter(act__in=DECIDED, at__gt=now - BACK, at__lte=now, case_id__isnull=False)
    later = Entry.objects.filter(act="reopened", case_id=OuterRef("case_id"), id__gt=OuterRef("id"), at__lte=now)
    cases = Count("case_id", distinct=True)
    return Share(made.filter(Exists(later)).aggregate(count=cases)["count"], made.aggregate(count=cases)["count"])


def false_hits(now: datetime) -> Share:
    """Of the decided cases that a rule found or held, how many were nothing."""
    found = Decision.objects.in_force().filter(case__hits_count__gt=0, in_force_at__gt=now - BACK, in_force_at__lte=now)
    nothing = Q(content=Content.KEEP, person=Person.NOTHING)
    row = found.aggregate(whole=Count("pk"), part=Count("pk", filter=nothing))
    return Share(row["part"], row["whole"])


_LOAD = """
SELECT actor_id, count(*), count(*) FILTER (WHERE severity = %(high)s),
    coalesce(sum(gap) FILTER (WHERE severity = %(high)s AND gap <= %(longest)s), interval '0'),
    count(*) FILTER (WHERE before = %(high)s AND rest > %(longest)s AND rest <= %(day)s)
FROM (
    SELECT actor_id, severity, at - lag(at) OVER (PARTITION BY actor_id, severity = %(high)s ORDER BY at, id) AS gap,
        at - lag(at) OVER mine AS rest, lag(severity) OVER mine AS before
    FROM moderation_entry
    WHERE act = ANY(%(acts)s) AND at > %(since)s AND at <= %(now)s AND actor_id IS NOT NULL
        AND (%(member)s::bigint IS NULL OR actor_id = %(member)s)
    WINDOW mine AS (PARTITION BY actor_id ORDER BY at, id)
) AS work
GROUP BY actor_id
"""


def loads(now: datetime, *, of: Member | None = None) -> list[Load]:
    """What each person did, or one of them, by name: steps, time between severe ones without a break, breaks.

    A break: after a severe step nothing for more than 15 minutes, and back within four hours. Longer is the day's end.
    """
    given: dict[str, Any] = {
        "high": int(Severity.HIGH), "longest": GAP, "acts": list(DECIDING), "since": now - BACK, "now": now,
        "member": of.pk if of else None, "day": LONGEST_BREAK,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_LOAD, given)
        rows = {actor: numbers for actor, *numbers in cursor.fetchall()}
    people = Member.objects.present().filter(pk__in=rows).order_by("name", "pk")
    return [_load(one, *rows[one.pk]) for one in people]


def _load(member: Member, steps: int, severe: int, hard: timedelta, breaks: int) -> Load:
    return Load(member, steps, severe, int(hard.total_seconds() // 60), breaks)
