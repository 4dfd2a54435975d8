"""Experiments, for managers: defined, started, stopped, and seen in numbers; the owner changes weights."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of, owners_only
from members.experiments.assigning import shares_of
from members.experiments.forms import WORDS_LENGTH, ExperimentForm, WeightsForm, key_taken
from members.experiments.models import NAME_LENGTH, Experiment


@managers_only
@require_safe
def experiments(request: HttpRequest) -> HttpResponse:
    """All of them, the newest first."""
    found = Experiment.objects.select_related("segment").prefetch_related("variants").order_by("-pk")
    return render(request, "members/experiments/list.html", {"experiments": found})


@managers_only
@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """A form for a new one; name, key and variants may stand in the address."""
    given = {name: request.GET.get(name, "").replace("\0", "")[:NAME_LENGTH] for name in ("name", "key")}
    given["variants"] = "\n".join(request.GET.getlist("variant"))[:WORDS_LENGTH].replace("\0", "")
    return render(request, "members/experiments/new.html", {"form": ExperimentForm(initial=given)})


@managers_only
@require_POST
def define(request: HttpRequest) -> HttpResponse:
    """Keep a new one, which does not run yet."""
    form = ExperimentForm(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                made = Experiment.define(**form.cleaned_data, by=member_of(request))
            return redirect(made)
        except IntegrityError:
            form.add_error("key", key_taken())
    return render(request, "members/experiments/new.html", {"form": form}, status=422)


@managers_only
@require_safe
def experiment(request: HttpRequest, experiment_id: int) -> HttpResponse:
    """One of them: how it is spread over members, in numbers."""
    found = _found(experiment_id)
    return _page(request, found, WeightsForm(variants=list(found.variants.order_by("place"))))


def _page(request: HttpRequest, found: Experiment, form: WeightsForm, status: int = 200) -> HttpResponse:
    page = {"experiment": found, "shares": shares_of(found), "form": form}
    return render(request, "members/experiments/detail.html", page, status=status)


@managers_only
@require_POST
def start(request: HttpRequest, experiment_id: int) -> HttpResponse:
    """Let it run."""
    found = _found(experiment_id)
    found.start(by=member_of(request))
    messages.success(request, _("It runs."))
    return redirect(found)


@managers_only
@require_POST
def stop(request: HttpRequest, experiment_id: int) -> HttpResponse:
    """Let it end."""
    found = _found(experiment_id)
    found.stop(by=member_of(request))
    messages.success(request, _("It is over: everybody goes on as before."))
    return redirect(found)


@owners_only
@require_POST
def weigh(request: HttpRequest, experiment_id: int) -> HttpResponse:
    """Give the variants other weights."""
    found = _found(experiment_id)
    form = WeightsForm(request.POST, variants=list(found.variants.order_by("place")))
    if not form.is_valid():
        return _page(request, found, form, 422)
    found.weigh(form.weights(), by=member_of(request))
    messages.success(request, _("Saved. Who has a variant keeps it."))
    return redirect(found)


def _found(experiment_id: int) -> Experiment:
    return get_object_or_404(Experiment.objects.select_related("segment"), pk=experiment_id)
