"""The page of a journey, and the forms behind its phrases; what is changed is a draft until it is published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.lib.audience import managers_only, member_of
from config.lib.numbers import whole_number
from members.journeys import editing
from members.journeys.counting import Numbers, numbers_of, step_numbers, versions_of
from members.journeys.forms import BeginsForm, EndsForm, StepForm
from members.journeys.kinds import KINDS, by_family
from members.journeys.models import Journey
from members.journeys.plans import WrongPlan, plan_of
from members.journeys.steps import RuleField
from members.journeys.wording import beginning_parts, lines_of, rule_in_words, step_in_words
from members.segments.building import Builder, choices

if TYPE_CHECKING:
    from collections.abc import Callable

    from members.journeys.kinds import Kind


VERSIONS_SHOWN = 20


def found(journey_id: int) -> Journey:
    """The journey with this number, with what runs of it; 404 if there is none."""
    journey: Journey = get_object_or_404(Journey.objects.select_related("version"), pk=journey_id)
    return journey


@managers_only
@require_safe
def journey(request: HttpRequest, journey_id: int) -> HttpResponse:
    """Its steps as sentences, with how many people are in each."""
    one = found(journey_id)
    plan = plan_of(one.draft)
    page = {
        "journey": one,
        "is_fixed": one.archived_at is not None,
        "plan": plan,
        "begins": beginning_parts(plan),
        "lines": lines_of(plan, step_numbers(one)),
        "goal": rule_in_words(plan.goal) if plan.goal else "",
        "numbers": numbers_of([one]).get(one.pk, Numbers()),
        "changes": editing.differences(one),
        "versions": versions_of(one)[:VERSIONS_SHOWN],
    }
    return render(request, "members/journeys/detail.html", page)


def _seen(request: HttpRequest) -> int:
    """The number of the draft that the page showed."""
    return whole_number(request.POST.get("seen", ""), 9) or 0


def _changed(request: HttpRequest, one: Journey, act: Callable[[editing.Draft], None]) -> str:
    """Do it to the draft that the page showed. Returns why not, in a sentence."""
    if one.archived_at:
        return _("This journey is archived. Put it back first.")
    try:
        one.change(act, by=member_of(request), seen=_seen(request))
    except editing.ChangedMeanwhile:
        return _(
            "Somebody else changed this journey meanwhile. What you typed is still here: look at it, and save again."
        )
    except WrongPlan as wrong:
        return where_wrong(one, wrong)
    return ""


def where_wrong(one: Journey, wrong: WrongPlan) -> str:
    """What is wrong with a plan, and in which step: it may be another one than was changed."""
    step = plan_of(one.draft).step(wrong.step) if wrong.step else None
    if step is None:
        return str(wrong)
    words = {"problem": str(wrong), "step": step_in_words(step.do, step.values)}
    return _("%(problem)s It is about this step: “%(step)s”.") % words


@managers_only
@require_http_methods(["GET", "HEAD", "POST"])
def begins(request: HttpRequest, journey_id: int) -> HttpResponse:
    """How it begins."""
    one, problem = found(journey_id), ""
    begun = one.draft["begins"]
    form = BeginsForm(request.POST if request.method == "POST" else None, on=begun["on"], values=begun["with"])
    if request.method == "POST" and form.is_valid():
        problem = _changed(request, one, editing.begins_changed(*form.chosen))
        if not problem:
            return redirect(one)
    return _form_page(request, one, "members/journeys/begins.html", problem, form=form)


@managers_only
@require_http_methods(["GET", "HEAD", "POST"])
def ends(request: HttpRequest, journey_id: int) -> HttpResponse:
    """Its goal, how long somebody may stay, and when they may begin again."""
    one, problem = found(journey_id), ""
    draft = one.draft
    if request.method != "POST":
        form, builder = EndsForm(initial=draft, use_required_attribute=False), Builder.of(draft["goal"])
        return _form_page(request, one, "members/journeys/ends.html", "", form=form, builder=builder)
    form, builder = EndsForm(request.POST, use_required_attribute=False), Builder.read(request.POST)
    if not request.POST.get("do") and form.is_valid() and not builder.problem:
        problem = _changed(request, one, editing.ends_changed(goal=builder.rule, **form.cleaned_data))
        if not problem:
            return redirect(one)
    return _form_page(request, one, "members/journeys/ends.html", problem, form=form, builder=builder)


@managers_only
@require_http_methods(["GET", "HEAD", "POST"])
def step_new(request: HttpRequest, journey_id: int) -> HttpResponse:
    """What can be added here; then the form of what was chosen."""
    one = found(journey_id)
    asked = request.GET if request.method != "POST" else request.POST
    place = {name: asked.get(name, "")[:12] for name in ("after", "inside", "way")}
    kind = KINDS.get(asked.get("step", ""))
    if kind is None:
        page = {"journey": one, "families": by_family(), "place": place}
        return render(request, "members/journeys/add.html", page)
    values = {name: field.initial for name, field in kind.fields.items() if field.initial is not None}
    put_in = lambda given: editing.step_put_in(kind.key, given, **place)  # noqa: E731
    return _step(request, one, kind, values, put_in, place=place)


@managers_only
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, journey_id: int, step_id: str) -> HttpResponse:
    """The form of one step."""
    one = found(journey_id)
    standing = plan_of(one.draft).step(step_id)
    if standing is None:
        raise Http404
    change = lambda given: editing.step_changed(step_id, given)  # noqa: E731
    return _step(request, one, standing.kind, dict(standing.values), change, step=standing)


def _step(
    request: HttpRequest, one: Journey, kind: Kind, values: dict[str, Any],
    act: Callable[[dict[str, Any]], Callable[[editing.Draft], None]], **more: Any,
) -> HttpResponse:  # fmt: skip
    asks = next((name for name, field in kind.fields.items() if isinstance(field, RuleField)), "")
    if request.method != "POST":
        form, builder = StepForm(kind, values=values), Builder.of(values.get(asks)) if asks else None
        return _form_page(request, one, "members/journeys/step.html", "", form=form, builder=builder, kind=kind, **more)
    form, builder = StepForm(kind, request.POST), Builder.read(request.POST) if asks else None
    problem = builder.problem if builder else ""
    if asks and builder and builder.rule is None and not problem and not request.POST.get("do"):
        problem = _("Add at least one sentence: without any, this would be everybody.")
    if not request.POST.get("do") and form.is_valid() and not problem:
        given = form.cleaned_data | ({asks: builder.rule} if builder else {})
        problem = _changed(request, one, act(given))
        if not problem:
            return redirect(one)
    page = {"form": form, "builder": builder, "kind": kind} | more
    return _form_page(request, one, "members/journeys/step.html", problem, **page)


def _form_page(request: HttpRequest, one: Journey, template: str, problem: str, **page: Any) -> HttpResponse:
    if request.method == "POST":
        one.refresh_from_db()
    wrong = problem or any(part is not None and part.errors for part in [page.get("form")])
    wrong = wrong and not request.POST.get("do")
    context = {"journey": one, "problem": problem, "choices": choices(), "build_url": "", **page}
    return render(request, template, context, status=422 if wrong else 200)


@managers_only
@require_POST
def step_move(request: HttpRequest, journey_id: int, step_id: str) -> HttpResponse:
    """Up or down among its neighbours."""
    by = -1 if request.POST.get("way") == "up" else 1
    return _done(request, found(journey_id), editing.step_moved(step_id, by))


@managers_only
@require_POST
def undo(request: HttpRequest, journey_id: int) -> HttpResponse:
    """Take back what was changed last."""
    one = found(journey_id)
    try:
        one.undo(by=member_of(request), seen=_seen(request))
        messages.success(request, _("The last change is taken back."))
    except editing.ChangedMeanwhile:
        messages.error(request, _("Somebody else changed this journey meanwhile. Look at it once more."))
    return redirect(one)


@managers_only
@require_POST
def step_out(request: HttpRequest, journey_id: int, step_id: str) -> HttpResponse:
    """Take it out, with all that stands on its ways."""
    return _done(request, found(journey_id), editing.step_taken_out(step_id))


def _done(request: HttpRequest, one: Journey, act: Callable[[editing.Draft], None]) -> HttpResponse:
    problem = _changed(request, one, act)
    if problem:
        messages.error(request, problem)
    return redirect(reverse("journey", args=[one.pk]))
