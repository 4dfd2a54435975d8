"""The page of a spotlight for managers: choosing somebody, editing what they wrote."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of
from members.profiles.refusing import NotNow, Refusal
from programs.series.occurrences import Occurrence
from programs.series.overtaken import status_of
from programs.spotlights.agreeing import ask, call_back, edit
from programs.spotlights.choosing import candidates
from programs.spotlights.format import KEY
from programs.spotlights.forms import AskForm, WordsForm, questions_of
from programs.spotlights.models import Spotlight
from programs.spotlights.showing import changes, said


def _occurrence(occurrence_id: int) -> Occurrence:
    rows = Occurrence.objects.filter(program__format=KEY).select_related("program__space", "thread")
    found: Occurrence = get_object_or_404(rows, pk=occurrence_id)
    return found


def _live(occurrence: Occurrence) -> Spotlight | None:
    rows = Spotlight.objects.live().filter(occurrence=occurrence)
    found: Spotlight | None = rows.select_related("member", "occurrence__program").first()
    return found


@managers_only
@require_safe
def spotlight_manage(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Who is asked, and how far they are."""
    return _page(request, _occurrence(occurrence_id))


def _page(
    request: HttpRequest, occurrence: Occurrence, form: Any = None, problem: Refusal | None = None, status: int = 200
) -> HttpResponse:
    one, found = _live(occurrence), []
    if one is None:
        found = candidates(occurrence.program.space)
        initial = {"questions": "\n".join(questions_of(occurrence.program))}
        form = form if isinstance(form, AskForm) else AskForm(candidates=found, initial=initial)
    elif one.sent_at is not None and one.published_at is None:
        form = form if isinstance(form, WordsForm) else WordsForm(spotlight=one)
    page = {
        "occurrence": occurrence, "one": one, "candidates": found, "form": form, "problem": problem,
        "said": said(one) if one and one.sent_at else [], "changes": changes(one) if one and one.sent_at else [],
    }  # fmt: skip
    return render(request, "programs/spotlights/manage.html", page, status=status)


@managers_only
@require_POST
def spotlight_ask(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Ask somebody."""
    occurrence = _occurrence(occurrence_id)
    form = AskForm(request.POST, candidates=candidates(occurrence.program.space))
    if form.is_valid():
        member = form.cleaned_data["member"]
        try:
            ask(occurrence, member, form.cleaned_data["questions"], by=member_of(request))
        except NotNow as no:
            return _page(request, occurrence, form, no.refusal, 422)
        messages.success(request, _("%(name)s is asked.") % {"name": member.name})
        return redirect("spotlight_manage", occurrence_id)
    return _page(request, occurrence, form, status=422)


@managers_only
@require_POST
def spotlight_edit(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Change the words; the member has to say yes to them."""
    occurrence = _occurrence(occurrence_id)
    one = _live(occurrence)
    if one is None:
        return _page(request, occurrence, problem=Refusal(_("Nobody is asked for this date.")), status=422)
    form = WordsForm(request.POST, spotlight=one)
    if form.is_valid():
        try:
            edit(one, form.answers, edition=form.cleaned_data["edition"], by=member_of(request))
        except NotNow as why:
            one.refresh_from_db()
            form.beside(one)
            return _page(request, occurrence, form, why.refusal, status_of(why))
        messages.success(request, _("Saved. It is shown once %(name)s says yes.") % {"name": one.member.name})
        return redirect("spotlight_manage", occurrence_id)
    return _page(request, occurrence, form, status=422)


@managers_only
@require_POST
def spotlight_call_back(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Ask them no more."""
    occurrence = _occurrence(occurrence_id)
    one = _live(occurrence)
    try:
        if one is not None:
            call_back(one, by=member_of(request))
    except NotNow as no:
        return _page(request, occurrence, problem=no.refusal, status=422)
    messages.success(request, _("Nobody is asked for this date."))
    return redirect("spotlight_manage", occurrence_id)
