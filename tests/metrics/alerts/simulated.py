"""A community by chance: threads, replies and newcomers of half a year; what goes wrong, only if it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import exp, log
from random import Random
from typing import TYPE_CHECKING

from django.db import connection

from members.profiles.models import Member
from metrics.alerts.models import Finding
from metrics.alerts.watching import watch
from metrics.rollups.days import begin_of
from tests.metrics.alerts.made import Doing, Opened, a_place, arrivals, members, openings

if TYPE_CHECKING:
    from community.spaces.models import Space

FIRST = date(2025, 1, 6)
BEFORE, WEEKS = 98, 12
"""Days of history before the twelve weeks that are watched."""
SHARES = (("Workshop", 0.5), ("Garden", 0.3), ("Kitchen", 0.2))

type Hours = Callable[[date, float], float | None]
"""Given a day and the hours chance says (after which a reply comes), how long it really takes; None: never."""


def poisson(random: Random, mean: float) -> int:
    """How many, where so many are expected."""
    limit, product, count = exp(-mean), random.random(), 0
    while product > limit:
        product *= random.random()
        count += 1
    return count


@dataclass
class Plan:
    """How the community is; all of it healthy unless changed."""

    people: int = 80
    threads: float = 4.0
    replies: float = 14.0
    joins: float = 1.3
    hours: Hours = field(default=lambda _day, hours: hours)
    newcomer_hours: Hours = field(default=lambda _day, hours: hours)
    alive: Callable[[date, str], bool] = field(default=lambda _day, _space: True)
    activates: Callable[[date], float] = field(default=lambda _day: 0.5)


@dataclass
class Community:
    """What was made."""

    spaces: dict[str, Space]
    first: date
    """The first day of the twelve weeks."""

    def day(self, week: int, weekday: int = 0) -> date:
        """The day of a week, both counted from zero."""
        return self.first + timedelta(days=7 * week + weekday)


def make(seed: int, plan: Plan | None = None) -> Community:
    """Everything of it, as facts."""
    plan, random = plan or Plan(), Random(seed)
    spaces = {name: a_place(name) for name, _share in SHARES}
    regulars = members(plan.people)
    weights = [1 / (n + 3) for n in range(plan.people)]
    doing, opened = Doing(), list[Opened]()
    names, shares = [name for name, _ in SHARES], [share for _, share in SHARES]
    for n in range(BEFORE + 7 * WEEKS):
        day = FIRST + timedelta(days=n)
        for author in random.choices(regulars, weights, k=poisson(random, plan.threads)):
            name = random.choices(names, shares)[0]
            if plan.alive(day, name):
                doing.add(day, author, spaces[name], threads=1)
                at = _moment(random, day)
                opened.append(Opened(spaces[name], author, at, plan.hours(day, _waits(random, 3.0, 1.3))))
        for author in random.choices(regulars, weights, k=poisson(random, plan.replies)):
            name = random.choices(names, shares)[0]
            if plan.alive(day, name):
                doing.add(day, author, spaces[name], replies=1, others=random.choice((0, 0, 1, 2)))
    opened += _newcomers(random, plan, spaces)
    openings(opened)
    doing.write()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # else the planner knows nothing of what was written just now
    return Community(spaces, FIRST + timedelta(days=BEFORE))


def _newcomers(random: Random, plan: Plan, spaces: dict[str, Space]) -> list[Opened]:
    joins = [FIRST + timedelta(days=n) for n in range(BEFORE + 7 * WEEKS) for _ in range(poisson(random, plan.joins))]
    people, opened, came = (
        members(len(joins), "Newcomer"),
        list[Opened](),
        list[tuple[Member, datetime, float | None]](),
    )
    for day, person in zip(joins, people, strict=True):
        at = _moment(random, day)
        is_active = random.random() < plan.activates(day)
        came.append((person, at, random.uniform(0, 6) if is_active else None))
        if is_active:
            name = random.choices(["Workshop", "Garden"], [0.6, 0.4])[0]
            if plan.alive(day, name):
                hours = plan.newcomer_hours(day, _waits(random, 2.0, 1.0))
                opened.append(Opened(spaces[name], person, at, hours, newcomer=True))
    arrivals(came)
    return opened


def _moment(random: Random, day: date) -> datetime:
    return begin_of(day) + timedelta(hours=random.uniform(6, 22))


def _waits(random: Random, median: float, spread: float) -> float:
    """Hours until a reply; to one of 25 it comes only after weeks."""
    return random.uniform(500, 900) if random.random() < 0.04 else exp(random.gauss(log(median), spread))


def run(community: Community) -> dict[tuple[str, str], list[tuple[date, date | None]]]:
    """Watch the twelve weeks day by day: for each kind and space, on which days it opened and closed."""
    story: dict[tuple[str, str], list[tuple[date, date | None]]] = {}
    known: dict[int, tuple[tuple[str, str], int]] = {}
    for n in range(7 * WEEKS):
        day = community.first + timedelta(days=n)
        if not watch(day):
            continue
        for finding in Finding.objects.select_related("space").order_by("pk"):
            key = (finding.kind, finding.space.name if finding.space else "")
            if finding.pk not in known:
                known[finding.pk] = (key, len(story.setdefault(key, [])))
                story[key].append((day, None))
            elif not finding.is_open and story[key][known[finding.pk][1]][1] is None:
                story[key][known[finding.pk][1]] = (story[key][known[finding.pk][1]][0], day)
    return story
