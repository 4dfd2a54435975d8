"""Who would move today, from where to where, if these were the rules; nobody is moved."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Value
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from members.profiles.models import Member
from members.segments.counting import TookTooLong, in_time, too_long
from members.stages.models import Stage
from members.stages.ruling import Ruling, StagesRest, deciding

SHOWN = 50
MILLISECONDS = 10_000


@dataclass(frozen=True)
class Way:
    """From one stage to another, and how many."""

    before: Stage
    after: Stage
    count: int


@dataclass(frozen=True)
class Mover:
    """One of those who would move."""

    member: Member
    before: Stage
    after: Stage


@dataclass
class Preview:
    """What would happen."""

    ways: list[Way] = field(default_factory=list)
    movers: list[Mover] = field(default_factory=list)
    """The first ones by name."""
    problem: str = ""

    @property
    def count(self) -> int:
        """How many would move."""
        return sum(way.count for way in self.ways)

    @property
    def is_cut(self) -> bool:
        """Whether not all of them are shown."""
        return self.count > len(self.movers)


def preview(rules: list[Ruling]) -> Preview:
    """Ask the rules over everybody of today: two queries."""
    try:
        with in_time(MILLISECONDS):
            return _asked(rules)
    except StagesRest as why:
        return Preview(problem=str(why))
    except TookTooLong:
        return Preview(problem=too_long())


def _asked(rules: list[Ruling]) -> Preview:
    moving: Any = (
        Member.objects.present()
        .annotate(
            target=deciding(rules, timezone.now()),
            at=Coalesce("standing__stage", Value(Stage.AWARE.value)),
            held=Coalesce("standing__ruled", Value("")),
        )
        .exclude(at=F("target"))
        .exclude(held=F("target"))
    )
    counted = moving.order_by().values_list("at", "target").annotate(n=Count("pk"))
    order = list(Stage)
    ways = [Way(Stage(before), Stage(after), n) for before, after, n in counted]
    ways.sort(key=lambda way: (order.index(way.before), order.index(way.after)))
    people = moving.annotate(sort_name=Lower("name")).order_by("sort_name", "pk")[:SHOWN]
    return Preview(ways, [Mover(row, Stage(row.at), Stage(row.target)) for row in people])


def numbers() -> Counter[str]:
    """How many members are at each stage now; who stands nowhere yet is aware."""
    at = Coalesce("standing__stage", Value(Stage.AWARE.value))
    rows = Member.objects.present().order_by().annotate(at=at).values_list("at").annotate(n=Count("pk"))
    return Counter(dict(rows))
