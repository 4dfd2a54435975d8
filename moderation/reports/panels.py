"""What the page of a case shows of its reports: who, why, in which words, and how often they were right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse

from moderation.guidelines.models import Rule
from moderation.guidelines.panels import named
from moderation.reports.bombing import sentences_of
from moderation.reports.models import Report, ReportQuerySet
from moderation.review.asking import asked_once
from moderation.review.neighbours import fitting
from moderation.review.panels import Panel, register

if TYPE_CHECKING:
    from members.profiles.models import Member
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
@asked_once
def rules_of(case: Case) -> list[Rule]:
    """The rules that were named in the reports of a case, the one named most often first; one query, however many."""
    if not case.reports_count:
        return []
    named = Report.objects.filter(case=case, rule=OuterRef("pk")).order_by().values("rule")
    rules = Rule.objects.filter(pk__in=Report.objects.filter(case=case, rule__isnull=False).values("rule"))
    counted = rules.annotate(
        times=Subquery(named.annotate(n=Count("pk")).values("n")),
        first_at=Subquery(named.annotate(begun=Min("at")).values("begun")),
    )
    return list(counted.select_related("guidelines").order_by("-times", "first_at", "pk"))


@named
def rule_named_most(case: Case) -> Rule | None:
    """The rule that most reports name."""
    return next(iter(rules_of(case)), None)


def rows_of(case: Case) -> list[Row]:
    """The reports of a case, the first ones first, with how often each reporter was right; one query."""
    if not case.reports_count:
        return []
    reports: Any = Report.objects.of(case).select_related("reporter", "rule")
    theirs = _tallies(Report.objects.filter(reporter=OuterRef("reporter"))).values(
        both=JSONObject(all="all", acted="acted")
    )
    return [
        Row(one, one.contact.get("name", ""), _page_of(one.reporter), **_both(one.both))
        for one in reports.annotate(both=Subquery(theirs))[:SHOWN]
    ]


def _both(tally: dict[str, int] | None) -> dict[str, int]:
    return {"closed": tally["all"], "right": tally["acted"]} if tally else {"closed": 0, "right": 0}


def tally_of(members: set[int]) -> dict[int, tuple[int, int]]:
    """Of each of these reporters: how many of their reports are decided, and after how many the team did something."""
    rows = _tallies(Report.objects.filter(reporter__in=members))
    return {row["reporter"]: (row["all"], row["acted"]) for row in rows}


def _tallies(reports: ReportQuerySet) -> Any:
    acted = Q(decision__isnull=False, decision__reversed_at=None)
    acted &= ~Q(decision__content="keep", decision__person="nothing")
    counted = reports.filter(closed_at__isnull=False).values("reporter")
    return counted.annotate(all=Count("pk"), acted=Count("pk", filter=acted)).order_by()


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
