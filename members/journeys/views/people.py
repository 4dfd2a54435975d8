"""Who is where in a journey, what became of each, and putting somebody in or taking them out by hand."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of
from config.lib.numbers import whole_number
from members.activity.log import record
from members.journeys.beginning import begin_by_hand
from members.journeys.models import Journey, Passed, Run
from members.journeys.running import end
from members.journeys.views.planning import found
from members.journeys.wording import passed_in_words, step_in_words
from members.profiles.handle_forms import HandleForm

PAGE = 50


@managers_only
@require_safe
def people(request: HttpRequest, journey_id: int) -> HttpResponse:
    """Whoever is inside, then who was; the newest first, fifty at a time."""
    return _page(request, found(journey_id), HandleForm())


def _page(request: HttpRequest, one: Journey, form: HandleForm, status: int = 200) -> HttpResponse:
    runs = Run.objects.filter(journey=one, is_test=False).select_related("member", "version").order_by("-pk")
    state, step = request.GET.get("state", ""), request.GET.get("step", "").replace("\0", "")[:12]
    if state == "inside":
        runs = runs.filter(ended_at=None)
    if step:
        runs = runs.filter(ended_at=None, step=step)
    before = whole_number(request.GET.get("before", ""), 18)
    if before:
        runs = runs.filter(pk__lt=before)
    shown = list(runs[: PAGE + 1])
    page = {
        "journey": one, "form": form, "state": state, "step": step,
        "rows": [(run, _where(run)) for run in shown[:PAGE]],
        "more": shown[PAGE - 1].pk if len(shown) > PAGE else 0,
    }  # fmt: skip
    return render(request, "members/journeys/people.html", page, status=status)


def _where(run: Run) -> str:
    """The step somebody is in, in words."""
    step = run.version.steps.step(run.step)
    return step_in_words(step.do, step.values) if step and run.ended_at is None else ""


@managers_only
@require_safe
def run(request: HttpRequest, run_id: int) -> HttpResponse:
    """What became of one member in one journey, step by step."""
    one = get_object_or_404(Run.objects.select_related("journey", "version", "member"), pk=run_id)
    passed = passed_in_words(one.version.steps, Passed.objects.filter(run=one).order_by("pk"))
    page = {"run": one, "journey": one.journey, "passed": passed, "where": _where(one)}
    return render(request, "members/journeys/run.html", page)


@managers_only
@require_POST
def put_in(request: HttpRequest, journey_id: int) -> HttpResponse:
    """Let somebody begin."""
    one, form = found(journey_id), HandleForm(request.POST)
    if form.is_valid() and (one.version is None or one.paused_at or one.archived_at):
        form.add_error("handle", _("This journey does not run."))
    if form.is_valid() and not begin_by_hand(one, form.member):
        form.add_error(
            "handle", _("%(name)s is in it, was in it, or wants no more of it.") % {"name": form.member.name}
        )
    if not form.is_valid():
        return _page(request, one, form, 422)
    messages.success(request, _("%(name)s begins.") % {"name": form.member.name})
    return redirect("journey_people", one.pk)


@managers_only
@require_POST
@transaction.atomic
def take_out(request: HttpRequest, run_id: int) -> HttpResponse:
    """Nothing more happens to this member here; does nothing when it is over already."""
    one = get_object_or_404(Run.objects.select_for_update(of=("self",)).select_related("journey", "member"), pk=run_id)
    if one.ended_at is None:
        end(one, "taken_out")
        record("journey.member_taken_out", actor=member_of(request), subject=one.journey, member=one.member_id)
        messages.success(request, _("%(name)s is out of it.") % {"name": one.member.name})
    return redirect(reverse("journey_people", args=[one.journey_id]))


@managers_only
@require_POST
def try_again(request: HttpRequest, run_id: int) -> HttpResponse:
    """A step that failed until nobody tried any more is tried again."""
    one = get_object_or_404(Run.objects.select_related("journey"), pk=run_id)
    Run.objects.open().filter(pk=one.pk).exclude(last_error="").update(attempts=0, due_at=timezone.now())
    return redirect("journey_run", one.pk)
