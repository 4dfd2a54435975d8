"""What a member did, for them alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.lib.audience import member_of, members_only
from metrics.own.mine import numbers_of


@members_only
@require_safe
def own_numbers(request: HttpRequest) -> HttpResponse:
    """My own twelve weeks; there is no address under which anybody else's could be read."""
    answer = render(request, "metrics/own/mine.html", {"mine": numbers_of(member_of(request))})
    answer["Cache-Control"] = "private, no-store"
    return answer
