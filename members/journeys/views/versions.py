"""What was published before: a version with those who are still on it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from config.lib.audience import managers_only
from members.journeys.counting import step_numbers, versions_of
from members.journeys.views.planning import found
from members.journeys.wording import flat, lines_of, step_in_words
from members.segments.wording import Labels


@managers_only
@require_safe
def version(request: HttpRequest, journey_id: int, version: int) -> HttpResponse:
    """Its steps as they run for whoever began with it, and how many are in each."""
    journey = found(journey_id)
    one = get_object_or_404(versions_of(journey), number=version)
    labels = Labels()
    lines = flat(lines_of(one.steps, step_numbers(journey, one), labels))
    rows = [(line, step_in_words(line.step.do, line.step.values, labels), depth, way) for line, depth, way in lines]
    return render(request, "members/journeys/version.html", {"journey": journey, "version": one, "rows": rows})
