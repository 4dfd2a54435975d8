"""The funnel as the page, the file and the card show it: a row for each step, and where most people stop."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metrics.funnel.counting import Counted, Counts, Visits, count, visits
from metrics.funnel.steps import NAMES, STEPS, next_of
from metrics.funnel.telling import untold
from metrics.measures.measure import Unit
from metrics.measures.withholding import LEAST, is_withheld
from metrics.measures.wording import worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django_stubs_ext import StrOrPromise

    from metrics.funnel.asking import Asked


@dataclass(frozen=True)
class Row:
    """One step; a number of none is not told."""

    step: str
    people: int | None
    share: float | None = None
    """Of those who joined, in percent: the width of its bar."""
    rate: float | None = None
    """Of those who came to the step before, in percent."""
    hours: float | None = None
    stopped: int | None = None
    """Who came here and not to the next step."""

    @property
    def name(self) -> StrOrPromise:
        """What the step is called."""
        return NAMES[self.step]

    @property
    def rate_words(self) -> str:
        """The share of the step before, in words."""
        return "" if self.rate is None else worded(Unit.PERCENT, self.rate)

    @property
    def time_words(self) -> str:
        """After how long half of those who came had come."""
        return "" if self.hours is None else worded(Unit.HOURS, self.hours)

    @property
    def is_last(self) -> bool:
        """Whether nothing comes behind it."""
        return not next_of(self.step)


@dataclass(frozen=True)
class Funnel:
    """All steps of some people."""

    asked: Asked
    rows: list[Row]
    dormant: int | None
    visits: Visits | None = None
    """None where there can be none: who looks in has no source and is in no segment."""

    @property
    def joined(self) -> int | None:
        """Who joined."""
        return self.rows[0].people

    @property
    def visited(self) -> int | None:
        """Visits, if they were counted and are told."""
        known = self.visits is not None and self.visits.days and not is_withheld(self.visits.people)
        return self.visits.people if self.visits and known else None

    @property
    def join_words(self) -> str:
        """Who joined for every hundred visits; empty unless visits were counted on each day of the period."""
        if not self.visited or self.joined is None or self.visits is None or self.visits.days < self.asked.days:
            return ""
        return worded(Unit.PERCENT, 100 * self.joined / self.visited)

    @property
    def has_times(self) -> bool:
        """Whether it is known of any step how soon people came to it."""
        return any(row.time_words for row in self.rows)

    @property
    def drop(self) -> Row | None:
        """The step at which most people stop, as far as it is told; nobody stops at the last one."""
        known = [row for row in self.rows if row.stopped and not row.is_last]
        return max(known, key=lambda row: row.stopped or 0) if known else None

    @property
    def sentence(self) -> str:
        """Where most people stop."""
        return _sentence(self)


def funnel_of(asked: Asked) -> Funnel:
    """The funnel of those who joined in the period; at most two queries."""
    counts = count(asked)
    whole = count(replace(asked, segment=None)) if asked.segment is not None else None
    one = counts.of(asked.source)
    rows = _rows(one, untold(counts, asked.source, whole))
    came = visits(asked) if not asked.source and asked.segment is None else None
    return Funnel(asked, rows, _dormant(one, counts, asked, whole), came)


def _rows(one: Counted, hidden: Sequence[bool]) -> list[Row]:
    told = [None if is_hidden else people for people, is_hidden in zip(one.came, hidden, strict=True)]
    rows = []
    for place, step in enumerate(STEPS):
        people, before = told[place], told[place - 1] if place else None
        behind = told[place + 1] if place + 1 < len(told) else 0
        rows.append(
            Row(
                step, people, _percent(people, told[0]), _percent(people, before) if place else None,
                one.hours[place] if people and one.timed[place] >= LEAST else None,
                people - behind if people is not None and behind is not None else None,
            )
        )  # fmt: skip
    return rows


def _dormant(one: Counted, counts: Counts, asked: Asked, whole: Counts | None) -> int | None:
    """Who is dormant now; as untold as any other part."""
    found = is_withheld(one.dormant, one.came[0]) or is_withheld(one.came[0])
    if asked.source:
        found = found or is_withheld(one.dormant, counts.whole.dormant)
    if whole is not None:
        found = found or is_withheld(one.dormant, whole.of(asked.source).dormant)
    return None if found else one.dormant


def _percent(people: int | None, of: int | None) -> float | None:
    return 100 * people / of if people is not None and of else None


def _sentence(found: Funnel) -> str:
    drop = found.drop
    if found.joined is None:
        return _("Too few people joined to tell where they stop.")
    if not found.joined:
        return _("Nobody joined in this period.")
    if drop is None or drop.people is None or drop.stopped is None:
        return _("Where people stop cannot be told: too few came so far.")
    words = {
        "joined": ngettext(
            "Biggest drop: %(n)d of %(people)d person who joined never did a first thing.",
            "Biggest drop: %(n)d of %(people)d people who joined never did a first thing.",
            drop.people,
        ),
        "activated": ngettext(
            "Biggest drop: %(n)d of %(people)d person who did a first thing did not go on to contribute.",
            "Biggest drop: %(n)d of %(people)d people who did a first thing did not go on to contribute.",
            drop.people,
        ),
        "contributing": ngettext(
            "Biggest drop: %(n)d of %(people)d person who contributes does not bring or help others yet.",
            "Biggest drop: %(n)d of %(people)d people who contribute do not bring or help others yet.",
            drop.people,
        ),
    }
    return words[drop.step] % {"n": drop.stopped, "people": drop.people}
