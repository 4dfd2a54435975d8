"""Pages of effects, for managers."""

from __future__ import annotations

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.lib.audience import managers_only, member_of
from config.lib.cells import as_words, csv_named
from metrics.effects.showing import Dated, dates_of, summaries
from programs.series.models import Program


@managers_only
@require_safe
def effects(request: HttpRequest) -> HttpResponse:
    """Programs of the last year: results against goals."""
    rows, page = summaries(member_of(request), request.GET.get("page"))
    return render(request, "metrics/effects/list.html", {"rows": rows, "page": page})


@managers_only
@require_safe
def effect(request: HttpRequest, program_id: int) -> HttpResponse:
    """The dates of one program, each with its result and what can be told of those who took part."""
    program = _found(request, program_id)
    dates = dates_of(program, member_of(request))
    reach = max((one.reach for one in dates), default=10)
    return render(request, "metrics/effects/program.html", {"program": program, "dates": dates, "reach": reach})


@managers_only
@require_safe
@never_cache
def effect_csv(request: HttpRequest, program_id: int) -> HttpResponse:
    """The same as a table; what is not told on the page is not in it."""
    program = _found(request, program_id)
    response = csv_named(f"effect-{program.pk}.csv")
    writer = csv.writer(response)
    writer.writerow([
        _("Date"), _("Result"), _("Goal"), _("Words"), _("Took part"), _("Percent active of those"),
        _("Percent active of others like them"), _("Difference from"), _("to"),
    ])  # fmt: skip
    for one in dates_of(program, member_of(request)):
        writer.writerow(_line(one, program))
    return response


def _line(one: Dated, program: Program) -> list[object]:
    told = one.effect if one.effect is not None and one.effect.is_told else None
    numbers = [told.took, told.rate, told.expected, told.low, told.high] if told else [None] * 5
    result = one.occurrence.result_number
    said = [one.occurrence.day, result, program.goal_number, as_words(one.occurrence.result_words)]
    return [*said, *("" if number is None else round(number, 1) for number in numbers)]


def _found(request: HttpRequest, program_id: int) -> Program:
    return get_object_or_404(Program.objects.visible_to(request.user).select_related("space"), pk=program_id)
