"""Asking those who came: the page on which a survey of them is made, chosen, read through and sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of
from members.profiles.refusing import NotNow
from programs.events import afterwards
from programs.events.forms import SurveyForm
from programs.events.models import day_of, url_of
from programs.events.views.pages import visible
from programs.series.occurrences import Occurrence
from programs.series.overtaken import status_of
from programs.surveys.models import Survey, SurveyRules


@managers_only
@require_safe
def event_survey(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """What asks those who came: nothing yet, a draft to read through, or what was sent."""
    return _page(request, visible(request, occurrence_id))


def _page(
    request: HttpRequest, found: Occurrence, *, form: SurveyForm | None = None, problem: str = "", status: int = 200
) -> HttpResponse:
    program = day_of(found).survey
    survey = Survey.of(program) if program is not None else None
    is_draft = survey is not None and program is not None and program.is_draft
    page: dict[str, Any] = {
        "occurrence": found, "event_url": url_of(found), "program": program, "survey": survey, "problem": problem,
        "afterwards": afterwards.afterwards_of(found) if program is not None and not is_draft else None,
        "form": form or SurveyForm(initial={"survey": program}), "has_problem": status >= 400,
        "is_draft": is_draft,
    }  # fmt: skip
    if survey is not None and is_draft:
        page["foreseen"], page["edition"] = afterwards.foreseen(survey), afterwards.edition(survey)
        page["rules"] = SurveyRules.objects.first() or SurveyRules()
    return render(request, "programs/events/survey.html", page, status=status)


def _done(request: HttpRequest, found: Occurrence, act: Callable[[], object], words: str) -> HttpResponse:
    """Do it and say so, or say on the same page why not."""
    try:
        act()
    except NotNow as no:
        return _page(request, visible(request, found.pk), problem=no.refusal.sentence, status=status_of(no))
    if words:
        messages.success(request, words)
    return redirect("event_survey", found.pk)


@managers_only
@require_POST
def event_survey_make(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Draft one; it goes to nobody before it is sent."""
    found = visible(request, occurrence_id)
    return _done(request, found, lambda: afterwards.make(found, by=member_of(request)), "")


@managers_only
@require_POST
def event_survey_choose(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Let a survey that there is stand with the event, or none."""
    found, form = visible(request, occurrence_id), SurveyForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    program = form.cleaned_data["survey"]
    return _done(request, found, lambda: afterwards.choose(found, program, by=member_of(request)), _("Saved."))


@managers_only
@require_POST
def event_survey_send(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Ask them."""
    found, read_as = visible(request, occurrence_id), request.POST.get("edition", "")[:40]
    words = _("It is on its way: those who came are asked within a minute.")
    return _done(request, found, lambda: afterwards.send(found, by=member_of(request), read_as=read_as), words)


@managers_only
@require_POST
def event_survey_discard(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Throw the draft away."""
    found = visible(request, occurrence_id)
    return _done(request, found, lambda: afterwards.discard(found, by=member_of(request)), _("It is thrown away."))
