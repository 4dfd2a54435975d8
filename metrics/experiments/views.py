"""What comes of experiments, for managers: how far they are, how they are judged, and what came of them."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of
from members.activity.log import record
from members.experiments.models import Experiment
from members.profiles.refusing import NotNow
from metrics.experiments.foreseeing import progress_of
from metrics.experiments.forms import LessonForm, PlanForm
from metrics.experiments.lists import LATEST, kept, lists
from metrics.experiments.models import Plan, Result
from metrics.experiments.planning import may_plan, plan_experiment
from metrics.experiments.showing import page_of
from metrics.experiments.wording import days_words, headline


@managers_only
@require_safe
def health_experiments(request: HttpRequest) -> HttpResponse:
    """All that run or wait, and the latest results."""
    latest = kept(Result.objects.for_listing()[:LATEST])
    return render(request, "metrics/experiments/list.html", {"lists": lists(), "latest": latest})


@managers_only
@require_safe
def health_experiment(request: HttpRequest, experiment_id: int) -> HttpResponse:
    """One of them: its plan, how far it is, what came of it."""
    return _page(request, _found(experiment_id))


def _page(request: HttpRequest, found: Experiment, form: LessonForm | None = None, status: int = 200) -> HttpResponse:
    page = page_of(found)
    if page.result is not None:
        form = form or LessonForm.of(page.result)
    return render(request, "metrics/experiments/detail.html", {"page": page, "form": form}, status=status)


@managers_only
@require_safe
def health_experiment_short(request: HttpRequest, experiment_id: int) -> HttpResponse:
    """The sentence about it for other pages."""
    found = _found(experiment_id)
    plan = Plan.objects.filter(experiment=found).select_related("experiment", "result").first()
    result: Result | None = getattr(plan, "result", None)
    words = ""
    if result is not None:
        words = headline(Result.objects.for_listing().get(pk=result.pk))
    elif plan is not None and found.is_running:
        words = days_words(progress_of([plan])[plan.pk])
    page = {"experiment": found, "plan": plan, "result": result, "words": words}
    return render(request, "metrics/experiments/_short.html", page)


@managers_only
@require_safe
def health_experiment_plan(request: HttpRequest, experiment_id: int) -> HttpResponse:
    """How it is judged, being written."""
    found = _found(experiment_id)
    if refusal := may_plan(found):
        messages.error(request, str(refusal))
        return redirect("health_experiment", experiment_id)
    plan = Plan.objects.filter(experiment=found).select_related("against").first()
    return _plan_page(request, found, PlanForm.of(found, plan))


def _plan_page(request: HttpRequest, found: Experiment, form: PlanForm, status: int = 200) -> HttpResponse:
    return render(request, "metrics/experiments/plan.html", {"experiment": found, "form": form}, status=status)


@managers_only
@require_POST
def health_experiment_plan_keep(request: HttpRequest, experiment_id: int) -> HttpResponse:
    """Keep how it is judged."""
    found = _found(experiment_id)
    form = PlanForm(request.POST, experiment=found)
    if not form.is_valid():
        return _plan_page(request, found, form, 422)
    try:
        plan = plan_experiment(found, form.wanted(), by=member_of(request))
    except NotNow as no:
        messages.error(request, str(no.refusal))
        return redirect("health_experiment", experiment_id)
    messages.success(request, _("Saved. From now on it is judged by this."))
    return redirect(plan)


@managers_only
@require_POST
def health_experiment_lesson(request: HttpRequest, experiment_id: int) -> HttpResponse:
    """Keep what managers make of it."""
    found = _found(experiment_id)
    form = LessonForm(request.POST)
    if not form.is_valid():
        get_object_or_404(Result, plan__experiment=found)
        return _page(request, found, form, 422)
    with transaction.atomic():
        result = get_object_or_404(Result.objects.select_for_update(of=("self",)), plan__experiment=found)
        if result.lesson != form.cleaned_data["lesson"]:
            result.lesson = form.cleaned_data["lesson"]
            result.save(update_fields=["lesson"])
            record("experiment.lesson_kept", actor=member_of(request), subject=result)
    messages.success(request, _("Saved."))
    return redirect("health_experiment", experiment_id)


def _found(experiment_id: int) -> Experiment:
    rows = Experiment.objects.select_related("segment").prefetch_related("variants")
    found: Experiment = get_object_or_404(rows, pk=experiment_id)
    return found
