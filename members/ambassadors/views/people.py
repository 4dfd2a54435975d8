"""The year of one ambassador: their own page, and the page on which managers keep the budget."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of, members_only
from members.ambassadors.forms import BudgetForm, SpendingForm
from members.ambassadors.models import Ambassador, Spending
from members.ambassadors.paying import set_budget, spend, strike
from members.ambassadors.programme import AmbassadorProgramme
from members.ambassadors.reporting import Quarter, lines_of
from members.groups.models import Group
from members.profiles.refusing import NotNow

SPENDINGS_SHOWN = 100


def _own(request: HttpRequest) -> Ambassador:
    """One's own time as an ambassador, the latest; 404 for who never was one."""
    me = member_of(request)
    rows = Ambassador.objects.visible_to(me).filter(member=me).select_related("grant", "member")
    found = rows.order_by("-since", "-pk").first()
    if found is None:
        raise Http404
    return found


def _about(ambassador: Ambassador, quarter: Quarter) -> dict[str, Any]:
    spent = ambassador.spent
    return {
        "ambassador": ambassador,
        "quarter": quarter,
        "cells": lines_of([ambassador], quarter)[0].cells,
        "spent": spent,
        "left": None if ambassador.budget is None else ambassador.budget - spent,
        "spendings": ambassador.spendings.select_related("noted_by")[:SPENDINGS_SHOWN],
    }


@members_only
@require_safe
@never_cache
def year(request: HttpRequest) -> HttpResponse:
    """One's own year: until when, the budget, what one did, staying and saying goodbye."""
    found = _own(request)
    page = _about(found, Quarter.read(request.GET.get("quarter", "")))
    circle = AmbassadorProgramme.objects.filter(pk=1).values("group")
    group = Group.objects.filter(pk__in=circle, memberships__member=found.member).first()
    return render(request, "members/ambassadors/year.html", page | {"group": group})


@members_only
@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Be an ambassador for another year."""
    try:
        _own(request).stay(by=member_of(request))
    except NotNow as no:
        messages.error(request, no.refusal.sentence)
    else:
        messages.success(request, _("Good to have you for another year."))
    return redirect("ambassador_year")


@members_only
@require_POST
def goodbye(request: HttpRequest) -> HttpResponse:
    """Stop being an ambassador."""
    _own(request).say_goodbye(by=member_of(request))
    messages.success(request, _("Thank you for your time as an ambassador."))
    return redirect("ambassador_year")


def _of(request: HttpRequest, handle: str) -> Ambassador:
    rows = Ambassador.objects.visible_to(request.user).serving().select_related("member", "grant")
    return get_object_or_404(rows, member__handle=handle.lower())


@managers_only
@require_safe
def person(request: HttpRequest, handle: str) -> HttpResponse:
    """The year of one ambassador, for the team."""
    return _person(request, _of(request, handle))


def _person(request: HttpRequest, found: Ambassador, status: int = 200, **forms: Any) -> HttpResponse:
    page = _about(found, Quarter.of(timezone.now())) | {
        "budget_form": BudgetForm(initial={"amount": found.budget, "words": found.budget_words}, auto_id="budget_%s"),
        "spending_form": SpendingForm(auto_id="spending_%s"),
        "has_problem": status == 422,
    }
    return render(request, "members/ambassadors/person.html", page | forms, status=status)


@managers_only
@require_POST
def budget(request: HttpRequest, handle: str) -> HttpResponse:
    """Say what is there for a year."""
    found, form = _of(request, handle), BudgetForm(request.POST, auto_id="budget_%s")
    if not form.is_valid():
        return _person(request, found, 422, budget_form=form)
    try:
        set_budget(found, form.cleaned_data["amount"], form.cleaned_data["words"], by=member_of(request))
    except NotNow as no:
        form.add_error(None, no.refusal.sentence)
        return _person(request, found, 422, budget_form=form)
    messages.success(request, _("Saved."))
    return redirect(found)


@managers_only
@require_POST
def spend_note(request: HttpRequest, handle: str) -> HttpResponse:
    """Note what was paid."""
    found, form = _of(request, handle), SpendingForm(request.POST, auto_id="spending_%s")
    if not form.is_valid():
        return _person(request, found, 422, spending_form=form)
    try:
        spend(found, form.cleaned_data["amount"], form.cleaned_data["words"], by=member_of(request))
    except NotNow as no:
        form.add_error(None, no.refusal.sentence)
        return _person(request, found, 422, spending_form=form)
    messages.success(request, _("Noted."))
    return redirect(found)


@managers_only
@require_POST
def strike_note(request: HttpRequest, spending_id: int) -> HttpResponse:
    """Take a note away."""
    found = get_object_or_404(Spending.objects.select_related("ambassador__member"), pk=spending_id)
    try:
        strike(found, by=member_of(request))
    except NotNow as no:
        messages.error(request, no.refusal.sentence)
    else:
        messages.success(request, _("The note is gone."))
    return redirect(found.ambassador)
