"""The log in three layers: numbers for everybody, rows without names for members, all of it for the team."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from config.lib.audience import member_of, members_only, moderators_only, public
from config.lib.cells import csv_named
from moderation.ledger.models import Entry
from moderation.transparency.figures import figures_of, lines_of
from moderation.transparency.forms import FilterForm
from moderation.transparency.months import last_months
from moderation.transparency.reports import TransparencyReport
from moderation.transparency.showing import full_rows, public_rows

if TYPE_CHECKING:
    from moderation.ledger.models import EntryQuerySet

PAGE = 30


@public
@require_safe
def transparency(request: HttpRequest) -> HttpResponse:
    """The last twelve months in numbers, and the reports of the quarters."""
    page = {"figures": figures_of(last_months()), "reports": TransparencyReport.objects.order_by("-year", "-number")}
    return render(request, "moderation/transparency/transparency.html", page)


@public
@require_safe
def report(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """One quarter in numbers."""
    found = get_object_or_404(TransparencyReport, year=year, number=number)
    page = {"report": found, "figures": figures_of(found.numbers)}
    return render(request, "moderation/transparency/report.html", page)


@public
@require_safe
def report_csv(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """The same numbers for other programs."""
    found = get_object_or_404(TransparencyReport, year=year, number=number)
    response = csv_named(f"transparency-{found.quarter.name}.csv")
    csv.writer(response).writerows(lines_of(figures_of(found.numbers)))
    return response


@members_only
@require_safe
def log_for_members(request: HttpRequest) -> HttpResponse:
    """What was decided, row by row, without anybody's name."""
    entries, before = _page_of(request, Entry.objects.settled())
    page = {"rows": public_rows(entries), "before": before, "is_first": "before" not in request.GET}
    return render(request, "moderation/transparency/members.html", page)


@moderators_only
@require_safe
def log_for_team(request: HttpRequest) -> HttpResponse:
    """Every row, but what is about the reader or somebody of the same or a higher role."""
    viewer, form = member_of(request), FilterForm(request.GET)
    rows = Entry.objects.visible_to(viewer)
    rows = form.narrow(rows) if form.is_valid() else rows.none()
    entries, before = _page_of(request, rows)
    kept = request.GET.copy()
    kept.pop("before", None)
    page = {"rows": full_rows(entries, viewer), "form": form, "before": before, "kept": kept.urlencode()}
    return render(request, "moderation/transparency/team.html", page)


def _page_of(request: HttpRequest, rows: EntryQuerySet) -> tuple[list[Entry], int | None]:
    """A page of rows, the latest first, and where the next one begins. Its cost is the same on every page."""
    before = request.GET.get("before", "")
    if before:
        if not (before.isascii() and before.isdigit() and len(before) < 19):
            raise Http404
        rows = rows.filter(pk__lt=int(before))
    found = list(rows.order_by("-pk")[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None
