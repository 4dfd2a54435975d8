"""The list of an event as a table for a spreadsheet."""

from __future__ import annotations

import csv

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.lib.audience import managers_only
from config.lib.cells import as_words, csv_named
from programs.events.models import Attendance
from programs.events.views.console import rows_of
from programs.events.views.pages import visible


@managers_only
@require_safe
@never_cache
def event_people_csv(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Everybody who goes, waits or may come, and who came."""
    found = visible(request, occurrence_id)
    response = csv_named(f"event-{found.pk}.csv")
    writer = csv.writer(response)
    writer.writerow([_("Name"), _("Handle"), _("Answer"), _("Guests"), _("Has a place"), _("Asked at"), _("Came")])
    for row in rows_of(found):
        writer.writerow(_line(row))
    return response


def _line(row: Attendance) -> list[object]:
    yes = {True: _("yes"), False: _("no")}
    asked = timezone.localtime(row.asked_at).strftime("%Y-%m-%d %H:%M")
    return [
        as_words(row.member.name),
        row.member.handle,
        row.get_says_display(),
        row.guests,
        yes[row.seated_at is not None],
        asked,
        yes[row.came_at is not None],
    ]
