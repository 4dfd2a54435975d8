"""What began while people joined: experiments, journeys and programs, as footnotes of the weeks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import F, Min, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.experiments.models import Experiment
from members.journeys.models import Journey
from metrics.rollups.days import begin_of, end_of
from programs.series.models import Program

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from metrics.cohorts.table import Row

MOST = 20
"""Footnotes of one page, the latest ones; more would be read by nobody."""


@dataclass(frozen=True)
class Mark:
    """Something that began on a day."""

    day: date
    words: str
    """What began, without the day."""
    url: str
    number: int = 0


def marks(first: date, last: date) -> list[Mark]:
    """What began from one day to another, both included, oldest first, numbered; one query.

    A journey begins with its first publishing, a program with the first time it took place.
    """
    since, until = begin_of(first), end_of(last)
    took_place = Program.objects.filter(occurrences__opened_at__isnull=False)
    began = [
        _rows(kind, things.filter(began__gte=since, began__lt=until), name)
        for kind, things, name in (
            ("experiment", Experiment.objects.annotate(began=F("started_at")), "name"),
            ("journey", Journey.objects.annotate(began=F("runs_since")), "name"),
            ("program", took_place.annotate(began=Min("occurrences__opened_at")), "title"),
        )
    ]
    latest = list(began[0].union(*began[1:], all=True).order_by("-began", "kind", "pk")[:MOST])
    return [_mark(number, *row) for number, row in enumerate(reversed(latest), 1)]


def marked(rows: Iterable[Row], found: list[Mark]) -> list[Row]:
    """The rows with the numbers of their footnotes."""
    return [replace(row, marks=[mark.number for mark in found if row.monday <= mark.day <= row.last]) for row in rows]


def _rows(kind: str, things: QuerySet[Any], name: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = (
        things.order_by().annotate(kind=Value(kind), named=F(name)).values_list("kind", "pk", "named", "began")
    )
    return rows


def _mark(number: int, kind: str, pk: int, name: str, began: Any) -> Mark:
    words = {
        "experiment": _("The experiment “%(name)s” began."),
        "journey": _("The journey “%(name)s” began."),
        "program": _("The program “%(name)s” began."),
    }
    return Mark(timezone.localtime(began).date(), words[kind] % {"name": name}, reverse(kind, args=[pk]), number)
