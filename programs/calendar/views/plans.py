"""Plans to start from, and last quarter once more: what would be made is shown first, and made as drafts."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of
from config.lib.numbers import whole_number
from programs.calendar.copying import copies, copy_chosen, last_quarter
from programs.calendar.forms import BeginForm
from programs.calendar.plans import PLANS, Plan, all_facts, laid_out, use
from programs.calendar.weeks import WEEK, monday_of


@managers_only
@require_safe
def program_templates(request: HttpRequest) -> HttpResponse:
    """The plans there are."""
    return render(request, "programs/calendar/plans.html", {"plans": [all_facts(plan) for plan in PLANS.values()]})


def _plan(key: str) -> Plan:
    if key not in PLANS:
        raise Http404
    return PLANS[key]


@managers_only
@require_safe
def program_template(request: HttpRequest, plan_key: str) -> HttpResponse:
    """What a plan would make, from the week the address asks for."""
    plan = _plan(plan_key)
    form = BeginForm({"begins": request.GET["begins"]} if "begins" in request.GET else None)
    return _preview(request, plan, form, 200 if not form.is_bound or form.is_valid() else 422)


@managers_only
@require_POST
def program_template_use(request: HttpRequest, plan_key: str) -> HttpResponse:
    """Make the drafts of a plan."""
    plan, form = _plan(plan_key), BeginForm(request.POST)
    if not form.is_valid():
        return _preview(request, plan, form, 422)
    made = use(plan, form.cleaned_data["begins"], by=member_of(request))
    return _made(request, made)


def _made(request: HttpRequest, made: int) -> HttpResponse:
    words = ngettext("%(n)d draft is made.", "%(n)d drafts are made.", made) % {"n": made}
    said = _("Nobody else sees them until you plan them.")
    messages.success(request, f"{words} {said}" if made else _("All of it stands in the calendar already."))
    return redirect("programs")


def _preview(request: HttpRequest, plan: Plan, form: BeginForm, status: int) -> HttpResponse:
    monday = monday_of(timezone.localdate()) + WEEK
    if form.is_bound and "begins" in getattr(form, "cleaned_data", {}):
        monday = form.cleaned_data["begins"]
    if not form.is_bound:
        form = BeginForm(initial={"begins": monday})
    page = {"plan": plan, "form": form, "monday": monday, "planned": laid_out(plan, monday, by=member_of(request))}
    return render(request, "programs/calendar/plan.html", page, status=status)


@managers_only
@require_safe
def programs_copy(request: HttpRequest) -> HttpResponse:
    """What of last quarter can be copied."""
    return _copying(request)


@managers_only
@require_POST
def programs_copy_make(request: HttpRequest) -> HttpResponse:
    """Make drafts of what was chosen."""
    typed = [whole_number(word) for word in request.POST.getlist("program")[:500]]
    numbers = {number for number in typed if number is not None}
    if not numbers:
        return _copying(request, _("Choose at least one."), 422)
    return _made(request, copy_chosen(numbers, by=member_of(request), today=timezone.localdate()))


def _copying(request: HttpRequest, problem: str = "", status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    first, end = last_quarter(today)
    found = copies(member_of(request), today=today)
    page = {"copies": found, "first": first, "last": end - timedelta(days=1), "problem": problem}
    return render(request, "programs/calendar/copy.html", page, status=status)
