"""The measures, for managers: all of them, one with its definition and its table, and who is behind it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of
from members.segments.counting import Listing, too_long
from metrics.measures.all import MEASURES
from metrics.measures.asking import Asked, asked_by
from metrics.measures.behind import people_behind, threads_behind
from metrics.measures.forms import RuleForm
from metrics.measures.grouping import grouped
from metrics.measures.measure import Measure
from metrics.measures.page import behind_words, page_of
from metrics.measures.reading import Reading, last_measured, scores
from metrics.measures.ruling import RuledMeanwhile, edition_of, rule_of, set_rule
from metrics.measures.sheet import as_file, lines_of


@managers_only
@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    """All of them, by what they ask about."""
    asked = asked_by(request)
    found = scores(asked.cut, asked.days, asked.end)
    page = {"asked": asked, "groups": grouped(found), "is_young": last_measured() is None}
    return render(request, "metrics/measures/list.html", page)


@managers_only
@require_safe
def measure(request: HttpRequest, measure_key: str) -> HttpResponse:
    """One of them: what it means, what it says, and what to do about it."""
    found = _measure(measure_key)
    rule = rule_of(found.key)
    return _page(request, found, asked_by(request), RuleForm(measure=found, rule=rule), edition_of(rule))


def _measure(key: str) -> Measure:
    if key not in MEASURES:
        raise Http404
    return MEASURES[key]


def _page(
    request: HttpRequest, measure: Measure, asked: Asked, form: RuleForm, edition: str, status: int = 200, **more: Any
) -> HttpResponse:
    page = {**page_of(measure, asked, request.user), "form": form, "edition": edition, **more}
    return render(request, "metrics/measures/detail.html", page, status=status)


@managers_only
@require_POST
def measure_set(request: HttpRequest, measure_key: str) -> HttpResponse:
    """Save another target or another owner."""
    found, asked = _measure(measure_key), asked_by(request)
    rule = rule_of(found.key)
    form, edition = RuleForm(request.POST, measure=found, rule=rule), request.POST.get("edition", "")
    if not form.is_valid():
        return _page(request, found, asked, form, edition, 422)
    target, owner = form.cleaned_data["target"], form.chosen_owner
    try:
        set_rule(found.key, target=target, owner=owner, by=member_of(request), edition=edition)
    except RuledMeanwhile as meanwhile:
        theirs = meanwhile.rule
        return _page(request, found, asked, form, edition_of(theirs), 409, theirs=theirs)
    messages.success(request, _("Saved."))
    return redirect(f"{reverse('measure', args=[found.key])}{asked.query}")


@managers_only
@require_safe
@never_cache
def measure_csv(request: HttpRequest, measure_key: str) -> HttpResponse:
    """The table of the weeks, or (`by=space`) of the spaces, for spreadsheets."""
    found, asked = _measure(measure_key), asked_by(request)
    return as_file(lines_of(found, asked, request.user, by=request.GET.get("by", "")), f"{found.key}-{asked.end}.csv")


@managers_only
@require_safe
def measure_behind(request: HttpRequest, measure_key: str) -> HttpResponse:
    """The members or threads one could do something for."""
    found, asked = _measure(measure_key), asked_by(request)
    words = behind_words(found, asked)
    if not words:
        raise Http404
    reading = scores(asked.cut, asked.days, asked.end, keys=[found.key]).get(found.key)
    page = {"measure": found, "asked": asked, "words": words, "is_first": "after" not in request.GET}
    return render(request, "metrics/measures/behind.html", page | _behind(request, found, asked, reading))


def _behind(request: HttpRequest, measure: Measure, asked: Asked, reading: Reading | None) -> dict[str, object]:
    """Threads are there for whoever may read them; people only where the number is told."""
    threads = threads_behind(measure, asked, member_of(request), request.GET.get("after", ""))
    if threads is not None:
        return {"threads": threads}
    if reading is None or reading.is_withheld:
        return {"is_withheld": True}
    if reading.took_too_long:
        return {"listing": Listing(problem=too_long())}
    return {"listing": people_behind(measure, asked, request.GET.get("after", ""))}
