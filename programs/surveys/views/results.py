"""Results: for managers with everything that may be told, for members what was shared."""

from __future__ import annotations

import csv
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of, moderators_only, public
from config.lib.cells import as_words, csv_named
from config.lib.numbers import whole_number
from members.activity.log import record
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.surveys.asking import foresee
from programs.surveys.counting import FLOOR
from programs.surveys.forms import RulesForm
from programs.surveys.models import Round, Survey, SurveyRules
from programs.surveys.results import results_of, trend
from programs.surveys.sheets import FollowUp

ROUNDS_MOST, LONGEST_SEARCH = 36, 100


def find_program(program_id: int) -> Program:
    """A survey of the managers'. Raises Http404."""
    found: Program = get_object_or_404(
        Program.objects.select_related("owner", "space", "audience", "continues"), pk=program_id, format="survey"
    )
    return found


@managers_only
@require_safe
def surveys(request: HttpRequest) -> HttpResponse:
    """All surveys, and the rules of all."""
    return manage_page(request, RulesForm.of(SurveyRules.objects.first() or SurveyRules()))


def manage_page(request: HttpRequest, form: RulesForm, status: int = 200) -> HttpResponse:
    """The list of surveys with the form of the rules."""
    programs = Program.objects.filter(format="survey").select_related("owner").order_by("ended_at", "-made_at")[:200]
    opened = Occurrence.objects.filter(program__in=list(programs), opened_at__isnull=False).select_related("program")
    latest = list(opened.order_by("program", "-starts_at").distinct("program"))
    facts = latest[0].program.kind.facts(latest) if latest else {}
    by_program = {one.program_id: facts.get(one.pk, "") for one in latest}
    page = {"programs": [(one, by_program.get(one.pk, "")) for one in programs], "form": form}
    return render(request, "programs/surveys/manage.html", page, status=status)


@managers_only
@require_POST
def survey_rules(request: HttpRequest) -> HttpResponse:
    """Change how often anybody is asked, and who hears of what."""
    form = RulesForm(request.POST)
    if not form.is_valid():
        return manage_page(request, form, 422)
    with transaction.atomic():
        rules = SurveyRules.locked()
        for name, value in form.cleaned_data.items():
            setattr(rules, name, value)
        rules.save()
        record("survey.ruled", actor=member_of(request), days=rules.contact_days)
    messages.success(request, _("Saved."))
    return redirect("surveys")


@managers_only
@require_safe
def survey_results(request: HttpRequest, program_id: int) -> HttpResponse:
    """What came of a survey: one round, and all of them in their course."""
    program = find_program(program_id)
    rounds = list(_rounds(program)[:ROUNDS_MOST])
    chosen = _chosen(request, rounds)
    part, search = request.GET.get("part", ""), request.GET.get("q", "")[:LONGEST_SEARCH]
    survey, coming = Survey.of(program), program.occurrences.to_come().order_by("starts_at").first()
    if coming is not None:
        coming.program = program
    page: dict[str, Any] = {
        "program": program, "survey": survey, "rounds": rounds, "chosen": chosen, "part": part, "search": search,
        "results": results_of(chosen, part=part, search=search) if chosen else None,
        "trend": trend(list(reversed(rounds))), "follow_ups": _follow_ups(chosen), "floor": FLOOR, "coming": coming,
        "foreseen": foresee(coming, survey) if survey and coming is not None else None,
    }  # fmt: skip
    return render(request, "programs/surveys/results.html", page)


def _rounds(program: Program) -> Any:
    rounds = Round.objects.filter(occurrence__program__in=program.chain)
    return rounds.select_related("occurrence__program").order_by("-occurrence__starts_at")


def _chosen(request: HttpRequest, rounds: list[Round]) -> Round | None:
    wanted = whole_number(request.GET.get("round", ""))
    fallback = next((one for one in rounds if not one.is_open), rounds[0] if rounds else None)
    return next((one for one in rounds if one.occurrence_id == wanted), fallback)


def _follow_ups(round_: Round | None) -> list[FollowUp]:
    if round_ is None:
        return []
    rows = FollowUp.objects.filter(occurrence=round_.occurrence_id)
    return list(rows.select_related("duty__owner", "sheet__member").order_by("duty__done_at", "pk")[:100])


@moderators_only
@require_safe
def survey_follow_ups(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Answers that became tasks: for managers all, for others of the team those whose task is theirs."""
    reader, rounds = member_of(request), Round.objects.select_related("occurrence__program")
    found = _follow_ups(rounds.filter(occurrence=occurrence_id).first())
    rows = [one for one in found if one.is_read_by(reader)]
    if not rows:
        raise Http404
    page = {"rows": rows, "occurrence": Occurrence.objects.get(pk=occurrence_id)}
    return render(request, "programs/surveys/follow_ups.html", page)


@managers_only
@require_safe
def survey_csv(request: HttpRequest, program_id: int) -> HttpResponse:
    """The same numbers and texts as the page tells, as a table; nothing that it does not tell."""
    chosen = _chosen(request, list(_rounds(find_program(program_id))[:ROUNDS_MOST]))
    if chosen is None:
        raise Http404
    response = csv_named(f"survey-{chosen.occurrence.day:%Y-%m-%d}.csv")
    rows = csv.writer(response)
    rows.writerow([_("Question"), _("Answer"), _("How many")])
    found = results_of(chosen, most=None)
    for told in found.told:
        if not told.is_hidden:
            rows.writerows([as_words(told.question.words), as_words(bar.words), bar.count] for bar in told.bars)
            rows.writerows([as_words(told.question.words), as_words(text), 1] for text in told.texts)
    return response


@managers_only
@require_POST
def survey_share(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Let members read the numbers, or take that back."""
    is_shown = request.POST.get("share") == "yes"
    with transaction.atomic():
        rounds = Round.objects.select_for_update(of=("self",)).select_related("occurrence")
        round_ = get_object_or_404(rounds, occurrence=occurrence_id)
        if is_shown and not results_of(round_, most=0).is_shown:
            messages.error(request, _("There is nothing to show yet."))
        elif is_shown != (round_.shared_at is not None):
            round_.shared_at, round_.shared_by = (timezone.now(), member_of(request)) if is_shown else (None, None)
            round_.save(update_fields=["shared_at", "shared_by"])
            if is_shown:
                record("survey.shared", actor=member_of(request), subject=round_.occurrence)
            else:
                record("survey.unshared", actor=member_of(request), subject=round_.occurrence)
    back = reverse("survey_results", args=[round_.occurrence.program_id])
    return redirect(f"{back}?round={occurrence_id}")


@public
@require_safe
def survey_shared(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """The numbers of a round that was shared; texts stay with the managers."""
    rounds = Round.objects.shared_with(request.user).select_related("occurrence__program")
    round_ = get_object_or_404(rounds, occurrence=occurrence_id)
    found = results_of(round_, most=0)
    told = [one for one in found.told if one.question.kind != "text"]
    page = {"round": round_, "occurrence": round_.occurrence, "results": found, "told": told, "is_public": True}
    return render(request, "programs/surveys/shared.html", page)
