"""The owner's setting of whether visitors are counted."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import member_of, owners_only
from metrics.visits.models import VisitCounting
from metrics.visits.writing import count_visits, stop_counting


@owners_only
@require_safe
def settings_visits(request: HttpRequest) -> HttpResponse:
    """Whether visitors are counted, and what is kept of them."""
    counting = VisitCounting.objects.filter(id=1).select_related("changed_by").first() or VisitCounting()
    return render(request, "metrics/visits/settings.html", {"counting": counting, "topic": "visits"})


@owners_only
@require_POST
def visits_count(request: HttpRequest) -> HttpResponse:
    """Count visitors from now on."""
    count_visits(by=member_of(request))
    messages.success(request, _("Visitors are counted from now on."))
    return redirect("settings_visits")


@owners_only
@require_POST
def visits_stop(request: HttpRequest) -> HttpResponse:
    """Count nobody any more."""
    stop_counting(by=member_of(request))
    messages.success(request, _("Nobody is counted any more. What was written down before stays."))
    return redirect("settings_visits")
