"""How long threads wait for a reply, as a survival curve: those that still wait count too, for as long as they have.

A mean over the answered ones forgets who was never answered. docs/decisions/waiting-is-a-curve.md.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from community.spaces.models import Kind
from metrics.measures.measure import Cut, asked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from django_stubs_ext import StrOrPromise

    from metrics.measures.measure import Key

HOUR = 60
"""Waiting is counted in minutes; one that has begun counts whole."""
WAITING_KINDS = (Kind.DISCUSSION.value, Kind.QUESTION.value, Kind.IDEA.value, Kind.INTRO.value)
"""Threads that are opened for an answer; announcements and what programs open are not."""
EXACT = 1e-9
"""Products of shares are not exact: what is so near to a half is a half."""


class By(StrEnum):
    """Whose reply ends the waiting."""

    ANYBODY = "anybody"
    PEER = "peer"
    """Of a member who is not of the team. A reply of the team before it ends nothing."""
    STAFF = "staff"


@dataclass(frozen=True)
class Step:
    """A moment at which replies came: after so many minutes, to how many of those that still waited."""

    minutes: int
    at_risk: int
    answered: int
    waiting: float
    """The share of all threads that waits longer than this."""


@dataclass(frozen=True)
class Curve:
    """The estimate of E. L. Kaplan and P. Meier, Journal of the American Statistical Association 53 (1958) 457-481.

    S(t) is the product over the moments t(i) up to t of 1 - d(i)/n(i): d(i) were answered then, n(i) waited until then.
    """

    steps: tuple[Step, ...] = ()
    of: int = 0
    """Threads in it."""
    answered: int = 0
    """How many of them have their reply."""
    people: int = 0
    """Members who opened them."""
    longest: int = 0
    """Minutes that the longest waiting went on, or goes on."""

    @classmethod
    def made(cls, waits: Iterable[tuple[int, bool, int]], people: int = 0) -> Curve:
        """From (minutes, whether the reply came, how many threads); who leaves at a moment was at risk at it."""
        came: dict[int, int] = defaultdict(int)
        left: dict[int, int] = defaultdict(int)
        for minutes, is_answered, threads in waits:
            left[minutes] += threads
            came[minutes] += threads if is_answered else 0
        at_risk = of = sum(left.values())
        steps: list[Step] = []
        waiting = 1.0
        for minutes in sorted(left):
            if came[minutes]:
                waiting *= 1 - came[minutes] / at_risk
                steps.append(Step(minutes, at_risk, came[minutes], waiting))
            at_risk -= left[minutes]
        return cls(tuple(steps), of, sum(came.values()), people, max(left, default=0))

    def waiting(self, hours: float) -> float:
        """The share that waits longer than so many hours, from 1 to 0."""
        return next((step.waiting for step in reversed(self.steps) if step.minutes <= hours * HOUR), 1.0)

    def share_within(self, hours: float) -> float | None:
        """How many of a hundred have a reply after so many hours; None without threads."""
        return 100 * (1 - self.waiting(hours)) if self.of else None

    def seen_within(self, hours: float) -> int:
        """How many threads were seen to get their reply in so many hours."""
        return sum(step.answered for step in self.steps if step.minutes <= hours * HOUR)

    def hours_until(self, share: float) -> float | None:
        """Hours until this share of threads has a reply; None where the curve does not come so far."""
        found = (step.minutes / HOUR for step in self.steps if step.waiting <= 1 - share + EXACT)
        return next(found, None)

    @property
    def median(self) -> float | None:
        """Hours until half of the threads have a reply; None: more than half still wait."""
        return self.hours_until(0.5)

    @property
    def p90(self) -> float | None:
        """Hours until nine of ten threads have a reply; None: more than one of ten still waits."""
        return self.hours_until(0.9)


_SQL = """
, waits AS MATERIALIZED (
    SELECT at.day, at.space, at.author_id, at.replied IS NOT NULL AS answered, greatest(0, ceil(
        extract(epoch FROM coalesce(at.replied, least(at.ended_at, at.over)) - at.opened_at) / 60
    ))::bigint AS minutes
    FROM (
        SELECT ends.day, moment.over, {by:o.space_id} AS space, o.author_id, o.opened_at,
               coalesce(o.ended_at, CLOSED) AS ended_at,
               CASE WHEN REPLY < moment.over THEN REPLY END AS replied
        FROM ends
        CROSS JOIN LATERAL (SELECT (ends.day + 1)::timestamp AT TIME ZONE %(zone)s AS over) AS moment
        JOIN metrics_opening AS o ON o.day > ends.day - %(days)s AND o.day <= ends.day
        THREADS
        WHERE NOT o.by_staff AND o.kind = ANY(%(kinds)s)
            AND (%(newcomer)s::boolean IS NULL OR o.by_newcomer = %(newcomer)s) {space:o} {whom:o.author_id}
    ) AS at
)
SELECT day, space, minutes, answered, count(*) FROM waits GROUP BY 1, 2, 3, 4
UNION ALL
SELECT day, space, NULL, NULL, count(DISTINCT author_id) FROM waits GROUP BY 1, 2
"""
_THREADS = "JOIN community_thread AS t ON t.id = o.thread_id"
_CLOSED = "least(t.closed_at, t.archived_at, t.duplicate_at, t.merged_at)"


def sql_of(by: By) -> str:
    """Who waits for a peer, or for the team, waits on after a reply by the others, until the thread is closed."""
    if by == By.ANYBODY:
        parts = {"REPLY": "o.replied_at", "THREADS": "", "CLOSED": "NULL"}
    else:
        parts = {"REPLY": f"o.{by}_at", "THREADS": _THREADS, "CLOSED": _CLOSED}
    return reduce(lambda sql, part: sql.replace(*part), parts.items(), _SQL)


@dataclass(frozen=True)
class Of:
    """Which threads are looked at, and whose reply ends their waiting."""

    newcomer: bool | None = None
    """Of newcomers, of others, or (None) of both."""
    by: By = By.ANYBODY
    kinds: tuple[str, ...] = field(default=WAITING_KINDS)


ALL = Of()
QUESTIONS = (Kind.QUESTION.value,)


def curves(
    ends: Sequence[date], days: int, cut: Cut | None = None, of: Of = ALL, *, by_space: bool = False
) -> dict[Key, Curve]:
    """The curve of each window, one query: threads opened in it, as they stood when its last day was over.

    So a window that is past always gives the same curve: replies that came later are not known to it. Those without a
    reply are censored when they were closed or merged, or at the end of the window.
    """
    more = {"kinds": list(of.kinds), "newcomer": of.newcomer}
    rows = asked(sql_of(of.by), ends, days, cut or Cut(), by_space=by_space, **more)
    waits: dict[Key, list[tuple[int, bool, int]]] = defaultdict(list)
    people: dict[Key, int] = {}
    for day, space, minutes, answered, count in rows:
        if minutes is None:
            people[day, space] = count
        else:
            waits[day, space].append((minutes, answered, count))
    found = {key: Curve.made(waits[key], people[key]) for key in waits}
    return found if by_space else {(end, None): found.get((end, None), Curve()) for end in ends}


def curve(
    end: date, days: int, cut: Cut | None = None, *, newcomer: bool | None = None, by: By = By.ANYBODY,
    kinds: tuple[str, ...] = WAITING_KINDS,
) -> Curve:  # fmt: skip
    """The curve of one window."""
    return curves([end], days, cut, Of(newcomer, by, kinds))[end, None]


@dataclass(frozen=True)
class Bar:
    """Threads whose first reply came within a span of time."""

    words: StrOrPromise
    threads: int


EDGES = (0, 1, 4, 12, 24, 48)
"""Hours; a reply that comes after exactly so many belongs to the span that ends there."""
SPANS_WORDS = (
    _("Under 1 h"), _("1–4 h"), _("4–12 h"), _("12–24 h"), _("1–2 days"), _("Over 2 days"),
)  # fmt: skip
NO_REPLY = _("No reply yet")


def bars(curve: Curve) -> list[Bar]:
    """How many threads had their first reply when, and how many have none; the numbers add up to all threads."""
    seen = [0, *(curve.seen_within(edge) for edge in EDGES[1:]), curve.answered]
    spans = [Bar(words, later - sooner) for words, (sooner, later) in zip(SPANS_WORDS, pairwise(seen), strict=True)]
    return [*spans, Bar(NO_REPLY, curve.of - curve.answered)]
