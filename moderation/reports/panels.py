"""What the page of a case shows of its reports: who, why, in which words, and how often they were right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.urls import reverse

from moderation.guidelines.panels import named
from moderation.reports.bombing import sentences_of
from moderation.reports.models import Report
from moderation.review.neighbours import fitting
from moderation.review.panels import Panel, register

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.guidelines.models import Rule
    from moderation.review.cases import Case
    from moderation.review.subjects import Item

SHOWN = 50


@dataclass(frozen=True)
class Row:
    """One report as the team sees it."""

    report: Report
    name: str
    """What a visitor gave as their name."""
    url: str
    """The page about whoever reported, for the team."""
    closed: int
    """How many of their reports are decided."""
    right: int
    """And after how many of these the team did something."""


@fitting
def rules_of(case: Case) -> list[Rule]:
    """The rules that were named in the reports of a case, the one named most often first; asked once for a page."""
    known = case.__dict__.get("_rules_named")
    if known is None or known[0] != case.reports_count:
        known = case.__dict__["_rules_named"] = (case.reports_count, _rules_of(case))
    return list(known[1])


def _rules_of(case: Case) -> list[Rule]:
    by_rule: dict[int, tuple[int, int, Rule]] = {}  # how often, from the most on; where first; which
    reports = Report.objects.of(case).select_related("rule")
    for place, rule in enumerate(one.rule for one in reports if one.rule is not None):
        number, first, _rule = by_rule.get(rule.pk, (0, place, rule))
        by_rule[rule.pk] = (number - 1, first, rule)
    return [rule for _number, _first, rule in sorted(by_rule.values(), key=lambda found: found[:2])]


@named
def rule_named_most(case: Case) -> Rule | None:
    """The rule that most reports name."""
    return next(iter(rules_of(case)), None)


def rows_of(case: Case) -> list[Row]:
    """The reports of a case, the first ones first; in two queries."""
    reports = list(Report.objects.of(case).select_related("reporter", "rule", "case")[:SHOWN])
    tally = tally_of({report.reporter_id for report in reports if report.reporter_id})
    return [
        Row(one, one.contact.get("name", ""), _page_of(one.reporter), *tally.get(one.reporter_id or 0, (0, 0)))
        for one in reports
    ]


def tally_of(members: set[int]) -> dict[int, tuple[int, int]]:
    """Of each of these reporters: how many of their reports are decided, and after how many the team did something."""
    acted = Q(decision__isnull=False, decision__reversed_at=None)
    acted &= ~Q(decision__content="keep", decision__person="nothing")
    counted = Report.objects.filter(reporter__in=members, closed_at__isnull=False).values("reporter")
    rows = counted.annotate(all=Count("pk"), acted=Count("pk", filter=acted)).order_by()
    return {row["reporter"]: (row["all"], row["acted"]) for row in rows}


def _page_of(member: Member | None) -> str:
    if member is None or not member.is_active:
        return ""
    return reverse("person_standing", args=[member.handle])


def _context(case: Case, item: Item | None, viewer: Member) -> dict[str, Any] | None:
    rows = rows_of(case)
    if not rows:
        return None
    marks = sentences_of([row.report for row in rows])
    return {"rows": rows, "marks": marks, "more": max(0, case.reports_count - SHOWN)}


register(Panel("reports", "middle", "moderation/reports/_panel.html", _context, order=10))
