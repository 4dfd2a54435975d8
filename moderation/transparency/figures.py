"""The numbers of a quarter, or of the last twelve months, as pages and tables show them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from moderation.guidelines.measures import Severity
from moderation.transparency.counting import Numbers
from moderation.transparency.rule_acts import rule_act_parts
from moderation.transparency.tables import TABLES
from moderation.transparency.timing import median_seconds, of_all
from moderation.transparency.veiling import FEWEST, Part, parts_of, said
from moderation.transparency.wording import span_words


@dataclass(frozen=True)
class Table:
    """One way something is counted."""

    key: str
    title: str
    counted: str
    parts: list[Part]


@dataclass(frozen=True)
class Span:
    """How long cases of one severity took, half of them."""

    severity: str
    looked: str
    """Until the first look."""
    took: str
    """Until the decision."""


@dataclass(frozen=True)
class Figures:
    """All that is told of a time."""

    decisions: str
    reversed: str
    appeals: str
    median: str
    reports: str
    justified: str
    """The share of reports, in per cent, that were found justified; empty where it would tell a small number."""
    tables: list[Table]
    spans: list[Span]
    is_empty: bool


def figures_of(numbers: Numbers) -> Figures:
    """In words, small numbers veiled. Reports of quarters from before know less."""
    took, looked = numbers.get("took", {}), numbers.get("looked", {})
    return Figures(
        decisions=said(numbers["decisions"]),
        reversed=said(numbers["reversed"]),
        appeals=said(numbers["appeals"]),
        median=span_words(median_seconds(of_all(took)) if took else numbers.get("median_seconds")),
        reports=said(numbers["reports"]) if "reports" in numbers else "",
        justified=_share(numbers.get("reports_by_outcome", {})),
        tables=_tables(numbers),
        spans=_spans(looked, took),
        is_empty=not any(numbers.get(key) for key in ("decisions", "reversed", "appeals", "reports"))
        and not any(numbers.get("rule_acts", {}).values()),
    )


def _tables(numbers: Numbers) -> list[Table]:
    found = []
    for table in TABLES:
        counted: dict[str, int] = numbers.get(table.numbers) or {}
        if counted:
            labels = table.labels(list(counted))
            named = [(labels[key], number) for key, number in counted.items()]
            if not table.is_by_month:  # the parts of several quarters are added up in no order
                named.sort(key=lambda one: (-one[1], one[0]))
            parts = parts_of(named)
            found.append(Table(table.key, str(table.title), str(table.counted), parts))
    if rules := rule_act_parts(numbers.get("rule_acts", {})):  # reports of before have none
        found.append(Table("rules", _("What rules did by themselves"), _("Number"), rules))
    return found


def _share(outcomes: dict[str, int]) -> str:
    right, nothing = outcomes.get("right", 0), outcomes.get("nothing", 0)
    if not right + nothing or 0 < right < FEWEST or 0 < nothing < FEWEST:
        return ""
    return _("%(percent)s %%") % {"percent": round(100 * right / (right + nothing))}


def _spans(looked: dict[str, dict[str, int]], took: dict[str, dict[str, int]]) -> list[Span]:
    known = sorted({*looked, *took} & {str(int(one)) for one in Severity}, reverse=True)
    return [Span(str(Severity(int(key)).label), _half(looked.get(key)), _half(took.get(key))) for key in known]


def _half(counts: dict[str, int] | None) -> str:
    """Half took less than this; of one or two cases it is not told."""
    if not counts:
        return "–"
    return span_words(median_seconds(counts)) if sum(counts.values()) >= FEWEST else _("not told")


def lines_of(figures: Figures) -> list[list[str]]:
    """The same as lines of a table that other programs read."""
    lines = [[_("What"), _("Of which"), _("Number")]]
    lines += [
        [_("Decisions"), "", figures.decisions], [_("Reversed"), "", figures.reversed],
        [_("Appeals"), "", figures.appeals], [_("Half of the decisions took less than"), "", figures.median],
        [_("Reports"), "", figures.reports], [_("Reports found justified"), "", figures.justified],
    ]  # fmt: skip
    for span in figures.spans:
        lines.append([_("Half were looked at within"), span.severity, span.looked])
        lines.append([_("Half were decided within"), span.severity, span.took])
    return lines + [[table.title, part.label, part.words] for table in figures.tables for part in table.parts]
