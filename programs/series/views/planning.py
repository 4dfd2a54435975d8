"""Planning something: choosing its kind, its form, and changing what a program says."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from config.lib.audience import managers_only, member_of
from config.lib.htmx import is_fragment
from config.lib.numbers import whole_number
from programs.series.changing import added_alone
from programs.series.formats import FORMATS
from programs.series.making import change, edition, make
from programs.series.measures import Rhythm
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.overtaken import ChangedMeanwhile
from programs.series.recurring import WrongRule
from programs.series.sheets import Sheet


@managers_only
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """The kinds to choose from; then one form; sent, a draft or a planned program, or only what it would look like."""
    viewer, key = member_of(request), request.GET.get("kind", "")
    if not key:
        drafts = Program.objects.visible_to(viewer).filter(planned_at=None).select_related("owner").order_by("-made_at")
        return render(request, "programs/series/kinds.html", {"kinds": FORMATS.values(), "drafts": drafts[:50]})
    if key not in FORMATS:
        raise Http404
    kind = FORMATS[key]
    if request.method != "POST":
        return _page(request, Sheet.empty(kind, viewer, _prefilled(request)))
    sheet = Sheet.sent(kind, viewer, request.POST)
    if _is_preview(request) or not sheet.is_valid():
        return _page(request, sheet, status=200 if _is_preview(request) else 422)
    said, planned = sheet.form.cleaned_data, request.POST.get("do") == "plan"
    try:
        program = make(kind, said, sheet.details, by=viewer, submission=said["submission"], planned=planned)
    except WrongRule as wrong:
        sheet.form.add_error("repeats", str(wrong))
        return _page(request, sheet, status=422)
    words = _("It is planned, and stands in the calendar.") if planned else _("It is a draft: only managers see it.")
    messages.success(request, words)
    return redirect(program)


def _prefilled(request: HttpRequest) -> dict[str, Any]:
    """What the address says already: the day and the lane of a cell of the calendar; a space that needs something."""
    said: dict[str, Any] = {}
    try:
        day = parse_date(request.GET.get("day", ""))
    except ValueError:
        day = None
    if day is not None:
        said["begins"] = day
    if request.GET.get("rhythm") in Rhythm.values:
        said["rhythm"] = request.GET["rhythm"]
    if space := whole_number(request.GET.get("space", ""), 18):
        said["space"] = space
    return said


@managers_only
@require_http_methods(["GET", "HEAD", "POST"])
def program_change(request: HttpRequest, program_id: int) -> HttpResponse:
    """Another form of a whole program; what has begun stays as it was."""
    program = get_object_or_404(_seen(request), pk=program_id)
    return _changing(request, program, None)


@managers_only
@require_http_methods(["GET", "HEAD", "POST"])
def occurrence_later(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Another form of an occurrence and all after it."""
    seen = Occurrence.objects.visible_to(member_of(request)).select_related("program__space", "program__owner")
    occurrence = get_object_or_404(seen, pk=occurrence_id)
    if not occurrence.program.rule:
        return redirect("program_change", occurrence.program_id)
    if occurrence.added_at is not None:
        messages.error(request, added_alone())
        return redirect("occurrence_change", occurrence.pk)
    return _changing(request, occurrence.program, occurrence)


def _changing(request: HttpRequest, program: Program, since: Occurrence | None) -> HttpResponse:
    viewer = member_of(request)
    if request.method != "POST":
        return _page(request, Sheet.of(program, viewer, {"edition": edition(program)}, since=since))
    sheet = Sheet.sent(program.kind, viewer, request.POST, program=program, since=since)
    if _is_preview(request) or not sheet.is_valid():
        return _page(request, sheet, status=200 if _is_preview(request) else 422)
    said = sheet.form.cleaned_data
    try:
        changed = change(program, said, sheet.details, by=viewer, read_as=said["edition"], since=since)
    except WrongRule as wrong:
        sheet.form.add_error("repeats", str(wrong))
        return _page(request, sheet, status=422)
    except ChangedMeanwhile:
        program.refresh_from_db()
        sheet.read_again(edition(program))
        return _page(request, sheet, status=409)
    messages.success(request, _("Saved. What has begun stays as it was."))
    return redirect(changed)


@managers_only
@require_POST
def program_plan(request: HttpRequest, program_id: int) -> HttpResponse:
    """Let a draft stand in the calendar, and happen."""
    program = get_object_or_404(_seen(request), pk=program_id)
    try:
        program.plan(by=member_of(request))
    except WrongRule as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, _("It is planned, and stands in the calendar."))
    return redirect(program)


@managers_only
@require_POST
def program_discard(request: HttpRequest, program_id: int) -> HttpResponse:
    """Throw a draft away."""
    program = get_object_or_404(_seen(request), pk=program_id)
    if program.discard():
        messages.success(request, _("The draft is gone."))
        return redirect("plan")
    messages.error(request, _("It is planned by now. End it instead."))
    return redirect(program)


def _seen(request: HttpRequest) -> Any:
    return Program.objects.visible_to(member_of(request)).select_related("space", "owner", "audience")


def _is_preview(request: HttpRequest) -> bool:
    """Whether it is only asked what it would look like: by its button, or by the page itself while it is written."""
    return is_fragment(request) or request.POST.get("do") == "preview"


def _page(request: HttpRequest, sheet: Sheet, *, status: int = 200) -> HttpResponse:
    if is_fragment(request):
        return render(request, "programs/series/form.html#preview", {"sheet": sheet})
    page = {"sheet": sheet, "form": sheet.form, "told": sheet.told, "cancel_url": sheet.back or reverse("plan")}
    return render(request, "programs/series/form.html", page, status=status)
