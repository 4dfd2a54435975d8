"""Escalations, for the team: the matrix, and escalating a case."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of, moderators_only
from members.profiles.refusing import NotNow
from moderation.escalation.escalating import acknowledge, escalate
from moderation.escalation.forms import EscalateForm, RungForm
from moderation.escalation.matrix import Rung, add_rung
from moderation.escalation.models import Escalation
from moderation.escalation.permissions import may_arrange
from moderation.escalation.showing import cells, escalations_of
from moderation.review.cases import Case
from moderation.review.permissions import may_review


@moderators_only
@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    """Whom escalations tell; managers have a form."""
    return _matrix(request, RungForm())


@managers_only
@require_POST
def rung_add(request: HttpRequest) -> HttpResponse:
    """One more."""
    viewer = member_of(request)
    if (refusal := may_arrange(viewer)) is not None:
        raise PermissionDenied(refusal.sentence)
    form = RungForm(request.POST)
    if not form.is_valid():
        return _matrix(request, form, 422)
    given = form.cleaned_data
    add_rung(given["matter"], given["severity"], given["step"], given["minutes"], by=viewer, **form.whom())
    messages.success(request, _("Escalations tell them from now on."))
    return redirect("escalation")


@managers_only
@require_POST
def rung_remove(request: HttpRequest, rung_id: int) -> HttpResponse:
    """One less."""
    viewer = member_of(request)
    if (refusal := may_arrange(viewer)) is not None:
        raise PermissionDenied(refusal.sentence)
    get_object_or_404(Rung.objects.in_use(), pk=rung_id).remove(by=viewer)
    messages.success(request, _("Escalations do not tell them any more."))
    return redirect("escalation")


@moderators_only
@require_safe
def case_escalation(request: HttpRequest, case_id: int) -> HttpResponse:
    """The form by itself, and what was escalated before."""
    return _case(request, _found(request, case_id), EscalateForm())


@moderators_only
@require_POST
def case_escalate(request: HttpRequest, case_id: int) -> HttpResponse:
    """Tell whom the matrix names."""
    case, form = _found(request, case_id), EscalateForm(request.POST)
    if not form.is_valid():
        return _case(request, case, form, 422)
    try:
        escalate(case, form.cleaned_data["matter"], form.cleaned_data["why"], by=member_of(request))
    except NotNow as refused:
        form.add_error(None, str(refused.refusal))
        return _case(request, case, form, 422)
    messages.success(request, _("It is escalated. If nobody acknowledges it in time, the next are told."))
    return redirect(case)


@moderators_only
@require_POST
def case_acknowledge(request: HttpRequest, case_id: int, escalation_id: int) -> HttpResponse:
    """Look after it from now on."""
    case, viewer = _found(request, case_id), member_of(request)
    one: Escalation = get_object_or_404(Escalation.objects.visible_to(viewer), pk=escalation_id, case=case)
    if (refusal := may_review(viewer, case)) is not None:
        raise PermissionDenied(refusal.sentence)
    if acknowledge(one, by=viewer):
        messages.success(request, _("Acknowledged. Nobody else is told."))
    elif case.closed_at is not None:
        messages.info(request, _("The case is decided. There is nothing to look after."))
    return redirect(case)


def _found(request: HttpRequest, case_id: int) -> Case:
    found: Case = get_object_or_404(Case.objects.visible_to(member_of(request)).select_related("about"), pk=case_id)
    return found


def _case(request: HttpRequest, case: Case, form: EscalateForm, status: int = 200) -> HttpResponse:
    offered = form if case.closed_at is None or form.is_bound else None
    page = {"case": case, "form": offered, "escalations": escalations_of(case, member_of(request))}
    return render(request, "moderation/escalation/case.html", page, status=status)


def _matrix(request: HttpRequest, form: RungForm, status: int = 200) -> HttpResponse:
    may = may_arrange(member_of(request)) is None
    page = {"cells": cells(), "form": form, "may_arrange": may}
    return render(request, "moderation/escalation/matrix.html", page, status=status)
