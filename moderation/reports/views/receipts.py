"""What became of a visitor's report, for whoever has the receipt."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.lib.audience import public
from moderation.reports.models import Report
from moderation.reports.outcomes import outcome_words


@public
@require_safe
@never_cache
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """The state of a report and what was decided, without an account."""
    report = get_object_or_404(Report.objects.exclude(receipt="").select_related("decision", "rule"), receipt=token)
    context = {"report": report, "outcome": outcome_words(report)}
    response = render(request, "moderation/reports/receipt.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
