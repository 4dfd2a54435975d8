"""Alerts: the open ones with their reasons, one of them, and the thresholds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of, members_only
from metrics.alerts.all import ALERTS
from metrics.alerts.forms import AsideForm, ThresholdsForm
from metrics.alerts.limits import choose, watches
from metrics.alerts.models import Finding
from metrics.alerts.showing import gathered, kinds, shown, things_of

if TYPE_CHECKING:
    from metrics.alerts.alert import Alert

MOST = 100


@managers_only
@require_safe
def alerts(request: HttpRequest) -> HttpResponse:
    """What is open, what waits by somebody’s choice, what closed lately, and what is looked for."""
    return _page(request)


def _page(request: HttpRequest, wrong: ThresholdsForm | None = None, status: int = 200) -> HttpResponse:
    rows = Finding.objects.visible_to(request.user).select_related("space", "aside_by")
    page = {
        "open": gathered(rows.waiting().in_order()[:MOST], request.user),
        "aside": gathered(rows.aside().in_order()[:MOST], request.user),
        "closed": [shown(one, request.user) for one in rows.closed()[:MOST]],
        "kinds": kinds(watches(), wrong),
        "wrong": wrong,
    }
    return render(request, "metrics/alerts/list.html", page, status=status)


@members_only
@require_safe
def alert(request: HttpRequest, finding_id: int) -> HttpResponse:
    """One of them; hosts read those of their own spaces."""
    return _one(request, _seen(request, finding_id), AsideForm())


def _one(request: HttpRequest, finding: Finding, form: AsideForm, status: int = 200) -> HttpResponse:
    viewer = member_of(request)
    page: dict[str, Any] = {
        "one": shown(finding, viewer), "things": things_of(finding, viewer), "form": form,
        "may_set_aside": viewer.is_manager and finding.is_open, "back": _back(finding, request),
    }  # fmt: skip
    return render(request, "metrics/alerts/detail.html", page, status=status)


def _back(finding: Finding, request: HttpRequest) -> str:
    """Managers came from all alerts, hosts from their space."""
    if member_of(request).is_manager or finding.space is None:
        return reverse("alerts")
    return finding.space.get_absolute_url()


def _seen(request: HttpRequest, finding_id: int) -> Finding:
    rows = Finding.objects.visible_to(request.user).select_related("space", "aside_by")
    found: Finding = get_object_or_404(rows, pk=finding_id)
    if found.alert is None:
        raise Http404
    return found


@managers_only
@require_POST
def alert_set_aside(request: HttpRequest, finding_id: int) -> HttpResponse:
    """Let it wait for four weeks."""
    finding, form = _seen(request, finding_id), AsideForm(request.POST)
    if not form.is_valid():
        return _one(request, finding, form, 422)
    finding.set_aside(form.cleaned_data["why"], by=member_of(request))
    messages.success(request, _("It waits for 28 days."))
    return redirect("alerts")


@managers_only
@require_POST
def alert_take_up(request: HttpRequest, finding_id: int) -> HttpResponse:
    """Let it stand among the open ones again."""
    finding = _seen(request, finding_id)
    finding.take_up(by=member_of(request))
    messages.success(request, _("It stands among the open alerts again."))
    return redirect(finding)


@managers_only
@require_POST
def alert_rule_choose(request: HttpRequest, alert_key: str) -> HttpResponse:
    """Keep other thresholds for one kind."""
    kind = _kind(alert_key)
    form = ThresholdsForm(request.POST, alert=kind, watch=watches()[alert_key])
    if not form.is_valid():
        return _page(request, form, 422)
    choose(kind, form.numbers, is_on=form.cleaned_data["is_on"], by=member_of(request))
    messages.success(request, _("Saved. It holds from the next look on, tomorrow morning."))
    return redirect(f"{reverse('alerts')}#{alert_key}")


def _kind(key: str) -> Alert:
    if key not in ALERTS:
        raise Http404
    return ALERTS[key]
