"""The page of an event, and answering there."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import member_of, members_only, public
from config.lib.htmx import is_fragment
from members.profiles.refusing import NotNow
from programs.events.answering import answer
from programs.events.forms import AnswerForm
from programs.events.models import Attendance, Says, slug_of, url_of
from programs.events.showing import found_for, sheet_of
from programs.series.occurrences import Occurrence

PAGE = "programs/events/event.html"


def visible(request: HttpRequest, occurrence_id: int) -> Occurrence:
    """The event, or nothing that could be told from what does not exist."""
    found = found_for(request.user, occurrence_id)
    if found is None:
        raise Http404
    return found


@public
@require_safe
def event(request: HttpRequest, occurrence_id: int, slug: str) -> HttpResponse:
    """When and where it is, who goes, and what was left of it."""
    found = visible(request, occurrence_id)
    if slug != slug_of(found):
        return redirect(url_of(found), permanent=False)
    return _page(request, found)


def _page(
    request: HttpRequest, found: Occurrence, *, problem: str = "", guests: str = "", status: int = 200
) -> HttpResponse:
    page = {"sheet": sheet_of(found, request.user, guests), "occurrence": found, "problem": problem}
    template = f"{PAGE}#event-answer" if is_fragment(request) else PAGE
    return render(request, template, page, status=status)


@members_only
@require_POST
def event_answer(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Say whether one comes."""
    found, form = visible(request, occurrence_id), AnswerForm(request.POST)
    typed = request.POST.get("guests", "")[:4]
    if not form.is_valid():
        words = next(str(error) for errors in form.errors.values() for error in errors)
        return _page(request, found, problem=words, guests=typed, status=422)
    try:
        row = answer(found, form.cleaned_data["says"], form.cleaned_data["guests"], by=member_of(request))
    except NotNow as no:
        return _page(request, found, problem=no.refusal.sentence, guests=typed, status=422)
    if is_fragment(request):
        return _page(request, found)
    messages.success(request, _said(row))
    return redirect(url_of(found))


def _said(row: Attendance) -> str:
    if row.is_waiting:
        return _("You are on the waiting list.")
    return {
        Says.GOING.value: _("You are going."), Says.MAYBE.value: _("You may come."), Says.NO.value: _("You don’t go.")
    }[row.says]  # fmt: skip
