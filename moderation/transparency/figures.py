"""The numbers of a quarter, or of the last twelve months, as pages and tables show them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from moderation.ledger.acts import ACTS
from moderation.review.decisions import UNDO_WITHIN
from moderation.transparency.counting import numbers_of
from moderation.transparency.rule_acts import rule_act_parts
from moderation.transparency.veiling import Part, parts_of, said
from moderation.transparency.wording import content_words, kind_words, person_words, rule_titles, rule_words, span_words

MONTHS = 12


@dataclass(frozen=True)
class Table:
    """One way the decisions are counted."""

    key: str
    title: str
    parts: list[Part]


@dataclass(frozen=True)
class Figures:
    """All that is told of a time."""

    decisions: str
    reversed: str
    appeals: str
    median: str
    tables: list[Table]
    is_empty: bool


def last_months(now: datetime | None = None) -> dict[str, Any]:
    """The numbers of this month and the eleven before it, by the clock of the community."""
    zone = timezone.get_default_timezone()
    today = timezone.localtime(now or timezone.now(), zone)
    months = today.year * 12 + today.month - MONTHS
    since = timezone.make_aware(datetime(months // 12, months % 12 + 1, 1), zone)  # noqa: DTZ001 - made aware here
    with timezone.override(zone):
        return numbers_of(since, (now or timezone.now()) - UNDO_WITHIN)


def figures_of(numbers: dict[str, Any]) -> Figures:
    """In words, small numbers veiled."""
    titles = rule_titles(list(numbers["by_rule"]))
    rows: list[tuple[str, str, dict[str, int], Callable[[str], str]]] = [
        ("month", _("By month"), numbers["by_month"], month_words),
        ("rule", _("By rule"), numbers["by_rule"], lambda key: rule_words(key, titles)),
        ("content", _("What became of the thing"), numbers["by_content"], content_words),
        ("person", _("What became of the person"), numbers["by_person"], person_words),
        ("kind", _("By kind of thing"), numbers["by_kind"], kind_words),
        ("decider", _("Human or rule"), numbers["by_decider"], _decider),
        ("appeals", _("How appeals ended"), numbers["appeals_by_outcome"], lambda key: str(ACTS.get(key, key))),
    ]
    tables = [
        Table(key, title, parts_of([(words(one), number) for one, number in counted.items()]))
        for key, title, counted, words in rows
        if counted
    ]
    rules = rule_act_parts(numbers.get("rule_acts", {}))  # reports of before have none
    if rules:
        tables.append(Table("rules", _("What rules did by themselves"), rules))
    return Figures(
        decisions=said(numbers["decisions"]),
        reversed=said(numbers["reversed"]),
        appeals=said(numbers["appeals"]),
        median=span_words(numbers["median_seconds"]),
        tables=tables,
        is_empty=not (numbers["decisions"] or numbers["reversed"] or numbers["appeals"] or rules),
    )


def month_words(key: str) -> str:
    """A month such as 2026-11, in words."""
    year, month = map(int, key.split("-"))
    return formats.date_format(datetime(year, month, 1, tzinfo=UTC), "YEAR_MONTH_FORMAT")


def _decider(key: str) -> str:
    return _("A rule") if key == "rule" else _("A human")


def lines_of(figures: Figures) -> list[list[str]]:
    """The same as lines of a table that other programs read."""
    lines = [[_("What"), _("Of which"), _("Number")]]
    lines += [
        [_("Decisions"), "", figures.decisions], [_("Reversed"), "", figures.reversed],
        [_("Appeals"), "", figures.appeals], [_("Half of the decisions took less than"), "", figures.median],
    ]  # fmt: skip
    return lines + [[table.title, part.label, part.words] for table in figures.tables for part in table.parts]
