"""Moving an item: the strip that says what would come of it, and keeping the new date."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from config.lib.audience import managers_only, member_of
from config.lib.htmx import go, is_fragment
from members.profiles.refusing import NotNow
from programs.calendar.forms import MoveForm
from programs.calendar.moving import item_of, move, outlook, refusal_for, wall_of
from programs.calendar.reading import with_facts
from programs.calendar.remarks import moment_words
from programs.calendar.weeks import WEEK, day_from, monday_of
from programs.series.changing import Span
from programs.series.occurrences import Occurrence
from programs.series.overtaken import status_of
from programs.series.recurring import moment
from programs.series.wording import Walls


@managers_only
@require_http_methods(["GET", "HEAD", "POST"])
def program_move(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """What would come of another date; sent, it is kept."""
    rows = Occurrence.objects.visible_to(request.user).filter(program__planned_at__isnull=False)
    row = rows.select_related("program__owner", "program__space", "host").filter(pk=occurrence_id).first()
    if row is None:
        raise Http404
    if request.method != "POST":
        return _strip(request, row, MoveForm(occurrence=row, day=day_from(request.GET.get("to"))))
    form = MoveForm(request.POST, occurrence=row)
    if not form.is_valid():
        return _strip(request, row, form, status=422)
    said = form.cleaned_data
    try:
        move(row, said["day"], said["at"], was=said["was"], span=said.get("span") or Span.ONE, by=member_of(request))
    except NotNow as refused:
        row.refresh_from_db()
        form.add_error(None, str(refused))
        return _strip(request, row, form, status=status_of(refused))
    fresh = Occurrence.objects.select_related("program").filter(pk=row.pk).first()
    starts_at = fresh.starts_at if fresh is not None else moment(said["day"], said["at"], row.program.zone)
    words = {"name": row.name, "when": moment_words(starts_at)}
    messages.success(request, _("%(name)s is on %(when)s now.") % words)
    return go(request, _back(starts_at))


def _back(starts_at: datetime) -> str:
    """The weeks around it: the calendar as usual where it shows them."""
    day, here = timezone.localtime(starts_at).date(), monday_of(timezone.localdate())
    is_near = here - 2 * WEEK <= day < here + 11 * WEEK
    return reverse("programs") if is_near else f"{reverse('programs')}?from={monday_of(day).isoformat()}"


def _strip(request: HttpRequest, row: Occurrence, form: MoveForm, *, status: int = 200) -> HttpResponse:
    starts_at = _wanted(row, form)
    is_new = starts_at is not None and starts_at != row.starts_at
    page: dict[str, Any] = {
        "item": with_facts([item_of(row)])[0],
        "form": form,
        "refusal": refusal_for(row),
        "before": Walls(row.starts_at, row.program.zone),
        "after": Walls(starts_at, row.program.zone) if starts_at is not None and is_new else None,
        "outlook": outlook(row, starts_at, viewer=member_of(request)) if starts_at is not None and is_new else None,
        "weeks": _weeks_words(row, starts_at) if starts_at is not None and is_new else "",
        "checks": _ready(row),
    }
    part = "#strip" if is_fragment(request) else ""
    return render(request, f"programs/calendar/move.html{part}", page, status=status)


def _wanted(row: Occurrence, form: MoveForm) -> datetime | None:
    """The moment that is asked for, if it is one."""
    if form.is_bound:
        said = getattr(form, "cleaned_data", {})
        day, at = said.get("day"), said.get("at")
    else:
        day, at = form.initial["day"], form.initial["at"]
    return moment(day, at, row.program.zone) if day and at else None


def _weeks_words(row: Occurrence, starts_at: datetime) -> str:
    """By how much it moves."""
    days = (starts_at.astimezone(wall_of(row).tzinfo).date() - wall_of(row).date()).days
    if days and days % 7 == 0:
        weeks = abs(days) // 7
        if days > 0:
            return ngettext("Moving by %(n)d week", "Moving by %(n)d weeks", weeks) % {"n": weeks}
        return ngettext("Moving back by %(n)d week", "Moving back by %(n)d weeks", weeks) % {"n": weeks}
    return _("Moving")


def _ready(row: Occurrence) -> tuple[int, int] | None:
    """How much of its checklist is done, of how much; None without one."""
    items = row.program.check_items.filter(retired_at=None)
    asked = items.count()
    return (row.checks.filter(item__in=items).count(), asked) if asked else None
