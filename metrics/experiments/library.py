"""The library: what came of every experiment, to be found again, on a page and as a table."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from config.lib.audience import managers_only
from config.lib.cells import as_words, csv_named
from metrics.experiments.lists import kept
from metrics.experiments.models import Result
from metrics.experiments.wording import rule_words
from metrics.measures.withholding import NOT_TOLD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from metrics.experiments.lists import Kept
    from metrics.experiments.models import ResultQuerySet

ON_A_PAGE, LONGEST_SEARCH = 20, 100


@managers_only
@require_safe
def experiment_library(request: HttpRequest) -> HttpResponse:
    """All results, the newest first; `q` looks for words in them."""
    words, found = _found(request)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    asked = {"q": words} if words else {}
    return render(
        request, "metrics/experiments/library.html",
        {"kept": kept(page), "page": page, "q": words, "asked": urlencode(asked), "most": LONGEST_SEARCH},
    )  # fmt: skip


@managers_only
@require_safe
def experiment_library_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table: a line for each group of each result."""
    _words, found = _found(request)
    response = csv_named("experiments.csv")
    rows = csv.writer(response)
    rows.writerow([
        _("Experiment"), _("Key"), _("What it is to show"), _("Measure"), _("Plan written"), _("Started"), _("Stopped"),
        _("Settled"), _("What came of it"), _("Group"), _("People"), _("Did it"), _("Percent"),
        _("Points above the comparison"), _("At least"), _("At most"), _("Looks"), _("In words"), _("Rule"),
        _("What we learnt"),
    ])  # fmt: skip
    for one in kept(found):
        rows.writerows(_lines(one))
    return response


def _found(request: HttpRequest) -> tuple[str, ResultQuerySet]:
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    return words, Result.objects.saying(words).for_listing()


def _lines(one: Kept) -> Iterator[list[object]]:
    """A line for each group, or one without a group where nothing was seen."""
    result, plan = one.result, one.result.plan
    experiment = plan.experiment
    head = [
        as_words(experiment.name), as_words(experiment.key), as_words(experiment.purpose), plan.get_outcome_display(),
        _day(plan.made_at), _day(experiment.started_at), _day(experiment.stopped_at), _day(result.at),
        result.get_came_display(),
    ]  # fmt: skip
    looks = result.look.number if result.look else 0
    tail = [looks, as_words(f"{one.headline} {one.numbers}".strip()), as_words(" ".join(rule_words(plan))),
            as_words(result.lesson)]  # fmt: skip
    apart = {each.one.name: each for each in one.told.apart}
    for arm in one.told.arms:
        numbers: list[object] = [NOT_TOLD, "", ""] if arm.is_untold else [arm.people, arm.did, round(arm.percent, 2)]
        far = apart.get(arm.name)
        points: list[object] = [round(far.points, 2), round(far.low, 2), round(far.high, 2)] if far else [""] * 3
        yield [*head, as_words(arm.name), *numbers, *points, *tail]
    if not one.told.arms:
        yield [*head, *([""] * 7), *tail]


def _day(moment: datetime | None) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""
