"""The pages of the first steps. They exist until the community is open, then no more."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from community.firstrun import code, founding
from community.firstrun.forms import FirstGuidelinesForm, FirstLookForm, OwnerForm, SpacesForm
from community.firstrun.founding import TooLate
from community.firstrun.plans import GUIDELINES, PLANS, plan_named
from config.lib.audience import MemberRequest, public
from members.installation.models import Installation
from members.profiles.models import Member

View = Callable[..., HttpResponse]
STEPS = {
    founding.LOOK: "first_run_look",
    founding.SPACES: "first_run_spaces",
    founding.GUIDELINES: "first_run_guidelines",
}


def while_open(view: View) -> View:
    """Only until the community is open; afterwards there is no such page."""

    @wraps(view)
    def asked(request: HttpRequest) -> HttpResponse:
        if Member.objects.get_queryset().exists() and not Installation.current().setup_step:
            raise Http404
        return view(request)

    return asked


def for_the_owner(view: View) -> View:
    """Only the one who took the first step takes the others; everybody else reads that it is being set up."""

    @while_open
    @wraps(view)
    def asked(request: HttpRequest) -> HttpResponse:
        if not Member.objects.get_queryset().exists():
            return redirect("first_run")
        if not (request.user.is_authenticated and request.user.is_owner):
            return _being_set_up(request)
        return view(request)

    return asked


def _being_set_up(request: HttpRequest, status: int = 403) -> HttpResponse:
    return render(request, "firstrun/being_set_up.html", status=status)


def _owner(request: HttpRequest) -> Member:
    return cast(MemberRequest, request).user


def _next(request: HttpRequest) -> HttpResponse:
    """To the step that is open."""
    installation = Installation.current()
    return redirect(STEPS.get(installation.setup_step, "home"))


def _step(request: HttpRequest, name: str, number: int, form: Any, status: int = 200, **more: Any) -> HttpResponse:
    page = {"form": form, "step": number, "steps": range(1, 5)} | more
    return render(request, f"firstrun/{name}.html", page, status=status)


@public
@require_GET
@while_open
def first_run(request: HttpRequest) -> HttpResponse:
    """The first step for whoever comes first; later the step that is open."""
    if not Member.objects.get_queryset().exists():
        if code.is_needed():
            code.tell()
        return _step(request, "owner", 1, OwnerForm())
    if request.user.is_authenticated and request.user.is_owner:
        return _next(request)
    return _being_set_up(request)


@public
@sensitive_post_parameters("password", "code")
@require_POST
@while_open
def found(request: HttpRequest) -> HttpResponse:
    """Open the first account."""
    form = OwnerForm(request.POST)
    if not form.is_valid():
        return _step(request, "owner", 1, form, 422)
    words = {name: form.cleaned_data[name] for name in ("name", "email", "password")}
    try:
        member = founding.found(**words, language=get_language() or "en")
    except TooLate:
        return _being_set_up(request, 409)
    login(request, member)
    return redirect("first_run_look")


@public
@require_GET
@for_the_owner
def look(request: HttpRequest) -> HttpResponse:
    """Name and colour."""
    if Installation.current().setup_step != founding.LOOK:
        return _next(request)
    return _step(request, "look", 2, FirstLookForm())


@public
@require_POST
@for_the_owner
def take_look(request: HttpRequest) -> HttpResponse:
    """Take name and colour."""
    form = FirstLookForm(request.POST)
    if not form.is_valid():
        return _step(request, "look", 2, form, 422)
    return _taken(request, lambda: founding.name_and_paint(**form.cleaned_data, by=_owner(request)))


@public
@require_GET
@for_the_owner
def spaces(request: HttpRequest) -> HttpResponse:
    """The first spaces, from one of three plans."""
    if Installation.current().setup_step != founding.SPACES:
        return _next(request)
    return _spaces_page(request, SpacesForm(plan=plan_named(request.GET.get("plan", ""))))


def _spaces_page(request: HttpRequest, form: SpacesForm, status: int = 200) -> HttpResponse:
    plans = [{"url": f"?plan={plan.key}", "label": plan.label, "current": plan == form.plan} for plan in PLANS]
    return _step(request, "spaces", 3, form, status, plans=plans)


@public
@require_POST
@for_the_owner
def make_spaces(request: HttpRequest) -> HttpResponse:
    """Make the first spaces."""
    form = SpacesForm(request.POST, plan=plan_named(request.POST.get("plan", "")))
    if not form.is_valid():
        return _spaces_page(request, form, 422)
    return _taken(request, lambda: founding.make_spaces(form.beginnings(), by=_owner(request)))


@public
@require_GET
@for_the_owner
def guidelines(request: HttpRequest) -> HttpResponse:
    """The guidelines to begin with."""
    if Installation.current().setup_step != founding.GUIDELINES:
        return _next(request)
    return _step(request, "guidelines", 4, FirstGuidelinesForm(initial={"guidelines": str(GUIDELINES)}))


@public
@require_POST
@for_the_owner
def open_community(request: HttpRequest) -> HttpResponse:
    """Adopt the guidelines and open."""
    form = FirstGuidelinesForm(request.POST)
    if not form.is_valid():
        return _step(request, "guidelines", 4, form, 422)
    response = _taken(request, lambda: founding.open_community(form.cleaned_data["guidelines"], by=_owner(request)))
    messages.success(request, _("Your community is open. Start a thread, then invite the first people."))
    return response


def _taken(request: HttpRequest, step: Callable[[], None]) -> HttpResponse:
    """Take a step, or go on with the open one if this was taken in another tab."""
    try:
        step()
    except TooLate:
        messages.info(request, _("This step was done already."))
    return _next(request)
