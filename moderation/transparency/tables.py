"""The tables of the numbers, in their order on the page; whoever counts more adds theirs here."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moderation.ledger.acts import ACTS
from moderation.transparency.wording import content_words, kind_words, person_words, rule_titles, rule_words

Labels = Callable[[Collection[str]], dict[str, str]]


@dataclass(frozen=True)
class TableMaker:
    """One way something is counted."""

    key: str
    """Its name in addresses of the page."""
    title: Any
    numbers: str
    """Which numbers it shows (`counting`): how many, by word."""
    labels: Labels
    """What stands for each word."""
    counted: Any
    """What there are so many of."""

    @property
    def is_by_month(self) -> bool:
        """Whether its lines stand in the order of time, not the greatest first."""
        return self.labels is MONTHS


def each(words: Callable[[str], str]) -> Labels:
    """Labels that are found one by one."""
    return lambda keys: {key: words(key) for key in keys}


def month_words(key: str) -> str:
    """A month such as 2026-11, in words."""
    year, month = map(int, key.split("-"))
    return formats.date_format(datetime(year, month, 1, tzinfo=UTC), "YEAR_MONTH_FORMAT")


MONTHS = each(month_words)


def _rules(keys: Collection[str]) -> dict[str, str]:
    titles = rule_titles(keys)
    return {key: rule_words(key, titles) for key in keys}


def _decider(key: str) -> str:
    return _("A rule") if key == "rule" else _("A human")


def _who(key: str) -> str:
    return _("Visitors") if key == "visitor" else _("Members")


def _law(key: str) -> str:
    return _("Illegal content") if key == "illegal" else _("Against the rules")


def _outcome(key: str) -> str:
    return _("Found justified") if key == "right" else _("Nothing was wrong")


_DECISIONS, _REPORTS = gettext_lazy("Decisions"), gettext_lazy("Reports")
TABLES: list[TableMaker] = [
    TableMaker("month", gettext_lazy("By month"), "by_month", MONTHS, _DECISIONS),
    TableMaker("rule", gettext_lazy("By rule"), "by_rule", _rules, _DECISIONS),
    TableMaker("content", gettext_lazy("What became of the thing"), "by_content", each(content_words), _DECISIONS),
    TableMaker("person", gettext_lazy("What became of the person"), "by_person", each(person_words), _DECISIONS),
    TableMaker("kind", gettext_lazy("By kind of thing"), "by_kind", each(kind_words), _DECISIONS),
    TableMaker("decider", gettext_lazy("Human or rule"), "by_decider", each(_decider), _DECISIONS),
    TableMaker(
        "appeals", gettext_lazy("How appeals ended"), "appeals_by_outcome",
        each(lambda key: str(ACTS.get(key, key))), gettext_lazy("Appeals"),
    ),
    TableMaker("reports", gettext_lazy("Reports by month"), "reports_by_month", MONTHS, _REPORTS),
    TableMaker("reporters", gettext_lazy("Who reported"), "reports_by_who", each(_who), _REPORTS),
    TableMaker("law", gettext_lazy("What was reported"), "reports_by_law", each(_law), _REPORTS),
    TableMaker("reported", gettext_lazy("Reports by kind of thing"), "reports_by_kind", each(kind_words), _REPORTS),
    TableMaker("justified", gettext_lazy("What reports led to"), "reports_by_outcome", each(_outcome), _REPORTS),
]  # fmt: skip
