"""The team's numbers: everybody's totals and one's own; those of others by name for managers alone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import member_of, moderators_only
from config.lib.coming import came_from
from moderation.stats.breaks import not_now
from moderation.stats.counting import (
    WEEKS,
    arrivals_by_week,
    false_hits,
    kept_by_severity,
    kept_by_week,
    kept_in_all,
    loads,
    overturned,
    reopened,
)


@moderators_only
@require_safe
def moderation_stats(request: HttpRequest) -> HttpResponse:
    """Sentences first, then tables; each number says what it counts."""
    viewer, now = member_of(request), timezone.now()
    mine = loads(now, of=viewer)
    page: dict[str, Any] = {
        "weeks": WEEKS,
        "kept": kept_in_all(now),
        "by_severity": kept_by_severity(now),
        "by_week": kept_by_week(now),
        "arrivals": arrivals_by_week(now),
        "overturned": overturned(now),
        "reopened": reopened(now),
        "false_hits": false_hits(now),
        "mine": mine[0] if mine else None,
        "loads": loads(now) if viewer.is_manager else [],
    }
    return render(request, "moderation/stats/stats.html", page)


@moderators_only
@require_POST
def break_not_now(request: HttpRequest) -> HttpResponse:
    """Say nothing of a break for half an hour."""
    not_now(member_of(request))
    return redirect(came_from(request, "/moderate/stats/"))
