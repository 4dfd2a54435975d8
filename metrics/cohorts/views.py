"""Cohorts, for managers: the table, its file, and who is behind a cell."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.lib.audience import managers_only
from config.lib.numbers import whole_number
from members.segments.counting import Listing, TookTooLong, in_time, listing
from metrics.cohorts.counting import behind, count
from metrics.cohorts.forms import Asked, asked, monday
from metrics.cohorts.parts import WAYS
from metrics.cohorts.sheets import sheet
from metrics.cohorts.showing import Page, page_of
from metrics.cohorts.table import Row, rows_of
from metrics.cohorts.weeks import CHOICES
from metrics.rollups.catching_up import last_made


@managers_only
@require_safe
def cohorts(request: HttpRequest) -> HttpResponse:
    """Do new people come back? Week by week, told apart by what the address says."""
    wanted = asked(request.GET)
    return _shown(request, wanted, *_page(wanted))


def _shown(request: HttpRequest, wanted: Asked, found: Page | None, problem: str) -> HttpResponse:
    page = {
        "page": found, "asked": wanted, "problem": problem, "ways": WAYS.values(), "choices": CHOICES,
    }  # fmt: skip
    return render(request, "metrics/cohorts/cohorts.html", page)


def _page(wanted: Asked) -> tuple[Page | None, str]:
    """The page, or why there is none."""
    try:
        with in_time():
            end = last_made()
            return (page_of(wanted, end), "") if end else (None, "")
    except TookTooLong:
        return None, _too_long()


def _too_long() -> str:
    return _("This took too long and was stopped. Ask for fewer weeks, or without telling people apart.")


@managers_only
@require_safe
@never_cache
def cohorts_csv(request: HttpRequest) -> HttpResponse:
    """The same numbers as a file."""
    found, problem = _page(asked(request.GET))
    if found is None:
        raise Http404(problem)
    return sheet(found)


@managers_only
@require_safe
def cohort_people(request: HttpRequest) -> HttpResponse:
    """Who joined in one week and did something in week `since`, or did not; nobody where the cell is not told."""
    wanted, since = asked(request.GET), whole_number(request.GET.get("since", ""), 2) or 0
    week, did = monday(request.GET.get("week", "")), request.GET.get("did", "") != "no"
    try:
        row = _row(wanted, week)
    except TookTooLong:
        return _shown(request, wanted, None, _too_long())
    share = row.share(since) if row else None
    if row is None or (share is None and not row.is_withheld):
        raise Http404
    said = [*_said(wanted), ("week", week.isoformat()), ("since", str(since)), ("did", "yes" if did else "no")]
    found = Listing()
    if share is not None:
        people = behind(week, since, wanted.by, wanted.part, did=did, span=row.span)
        found = listing(people, request.GET.get("after", ""), said)
    other = urlencode([*said[:-1], ("did", "no" if did else "yes")])
    page = {
        "asked": wanted, "row": row, "share": share, "since": since, "did": did, "listing": found,
        "is_first": "after" not in request.GET, "here": "?" + urlencode(said), "other": "?" + other,
        "words": wanted.by.words([wanted.part]).get(wanted.part, "") if wanted.by and wanted.part else "",
        "behind": share.top if share and did else share.of - share.top if share else 0,
    }  # fmt: skip
    return render(request, "metrics/cohorts/people.html", page)


def _row(wanted: Asked, week: date) -> Row | None:
    """The row of a week, if there is one. Raises TookTooLong."""
    with in_time():
        end = last_made()
        rows = rows_of(count(end, wanted.weeks, wanted.by), wanted.part) if end else []
        return next((row for row in rows if row.monday == week), None)


def _said(wanted: Asked) -> list[tuple[str, str]]:
    pairs = [("weeks", str(wanted.weeks)), ("by", wanted.by.key if wanted.by else ""), ("part", wanted.part)]
    return [(name, value) for name, value in pairs if value]
