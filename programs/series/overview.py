"""The page of a series: its rule in words, its dates, hosts, texts; the same few queries for any length."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from programs.series.hosting import Turn
from programs.series.occurrences import Occurrence
from programs.series.recurring import WrongRule
from programs.series.showing import result_words
from programs.series.texts import BankText, bank_of
from programs.series.wording import Walls, in_words

if TYPE_CHECKING:
    from programs.series.checking import CheckItem
    from programs.series.models import Program

NEXT, PAST = 8, 12


@dataclass(frozen=True)
class Row:
    """One date of the series."""

    occurrence: Occurrence
    walls: Walls
    fact: str = ""

    @property
    def result(self) -> str:
        """What came of it."""
        return result_words(self.occurrence)


@dataclass(frozen=True)
class Overview:
    """Everything the page draws."""

    program: Program
    sentence: str
    next: list[Row]
    past: list[Row]
    exceptions: list[Row]
    turns: list[Turn]
    texts: list[BankText]
    fresh: int
    items: list[CheckItem]


def overview_of(program: Program) -> Overview:
    """The page of a program."""
    now = timezone.now()
    mine = Occurrence.objects.filter(program=program).select_related("program", "host", "thread__space")
    coming = list(mine.filter(ends_at__gt=now).order_by("starts_at", "pk")[:NEXT])
    past = list(mine.filter(ends_at__lte=now).order_by("-starts_at", "-pk")[:PAST])
    facts = program.kind.facts([*coming, *past])
    otherwise = mine.filter(ends_at__gt=now).exclude(moved_at=None, called_off_at=None, added_at=None)
    texts = list(bank_of(program).filter(retired_at=None).order_by("place", "pk"))
    return Overview(
        program,
        sentence_of(program),
        [_row(one, facts) for one in coming],
        [_row(one, facts) for one in past],
        [_row(one, {}) for one in otherwise.order_by("starts_at")[:PAST]],
        list(program.turns.select_related("member").order_by("place")),
        texts,
        sum(1 for text in texts if text.is_fresh(now)),
        list(program.check_items.filter(retired_at=None).order_by("place", "pk")),
    )


def sentence_of(program: Program) -> str:
    """When it happens; a rule that cannot be read any more says itself."""
    try:
        return in_words(program.recurrence)
    except WrongRule:
        return program.rule


def _row(occurrence: Occurrence, facts: dict[int, str]) -> Row:
    return Row(occurrence, Walls(_at(occurrence), occurrence.program.zone), facts.get(occurrence.pk, ""))


def _at(occurrence: Occurrence) -> datetime:
    at: datetime = occurrence.starts_at
    return at
