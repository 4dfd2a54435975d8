"""What makes the rota: weekly patterns, single shifts, absences."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.lib.audience import member_of, moderators_only
from members.profiles.models import Member
from moderation.rota.away import Away, go_away
from moderation.rota.forms import AwayForm, PatternForm, ShiftForm
from moderation.rota.patterns import ShiftPattern, add_pattern
from moderation.rota.permissions import may_change
from moderation.rota.shifts import add_shift


@moderators_only
@require_safe
def weekly(request: HttpRequest) -> HttpResponse:
    """What comes every week, who is away, and forms for more."""
    return _page(request)


@moderators_only
@require_POST
def pattern_add(request: HttpRequest) -> HttpResponse:
    """The same shift every week."""
    viewer = member_of(request)
    form = PatternForm(request.POST, viewer=viewer)
    if not form.is_valid():
        return _page(request, pattern=form)
    given = form.cleaned_data
    _checked(viewer, given["member"])
    add_pattern(given["member"], given["weekday"], given["begins"], given["ends"], given["zone"], by=viewer)
    messages.success(request, _("The shifts of the next six weeks stand on the rota."))
    return redirect("rota_weekly")


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
def pattern_end(request: HttpRequest, pattern_id: int) -> HttpResponse:
    """Ask first, saying how many shifts are called off with it; then make no more shifts."""
    viewer = member_of(request)
    pattern = get_object_or_404(ShiftPattern.objects.visible_to(viewer).select_related("member"), pk=pattern_id)
    _checked(viewer, pattern.member)
    if request.method != "POST":
        page = {"pattern": pattern, "ahead": pattern.ahead().count()}
        return render(request, "moderation/rota/weekly_end.html", page)
    pattern.end(by=viewer)
    messages.success(request, _("It makes no more shifts. Those others took stay."))
    return redirect("rota_weekly")


@moderators_only
@require_POST
def shift_add(request: HttpRequest) -> HttpResponse:
    """One shift."""
    viewer = member_of(request)
    form = ShiftForm(request.POST, viewer=viewer)
    if not form.is_valid() or form.span is None:
        return _page(request, shift=form)
    _checked(viewer, form.cleaned_data["member"])
    add_shift(form.cleaned_data["member"], *form.span, by=viewer)
    messages.success(request, _("The shift stands on the rota."))
    return redirect("rota")


@moderators_only
@require_POST
def away_add(request: HttpRequest) -> HttpResponse:
    """Keep no shifts on some days."""
    viewer = member_of(request)
    form = AwayForm(request.POST, viewer=viewer)
    if not form.is_valid():
        return _page(request, away=form)
    given = form.cleaned_data
    _checked(viewer, given["member"])
    go_away(given["member"], given["first_day"], given["last_day"], by=viewer)
    messages.success(request, _("It is noted. Shifts on these days are offered to the team."))
    return redirect("rota_weekly")


@moderators_only
@require_POST
def away_end(request: HttpRequest, away_id: int) -> HttpResponse:
    """Be there after all."""
    viewer = member_of(request)
    away = get_object_or_404(Away.objects.visible_to(viewer).select_related("member"), pk=away_id)
    _checked(viewer, away.member)
    away.come_back(by=viewer)
    messages.success(request, _("It is not noted any more. Shifts nobody took are not offered any more."))
    return redirect("rota_weekly")


def _checked(viewer: Member, member: Member) -> None:
    if (refusal := may_change(viewer, member)) is not None:
        raise PermissionDenied(refusal.sentence)


def _page(request: HttpRequest, **forms: Any) -> HttpResponse:
    """Everything, with the form that was wrong as it was sent."""
    viewer = member_of(request)
    page: dict[str, Any] = {
        "patterns": [
            (pattern, may_change(viewer, pattern.member) is None)
            for pattern in ShiftPattern.objects.visible_to(viewer)
            .select_related("member")
            .order_by("weekday", "begins", "pk")
        ],
        "aways": [
            (away, may_change(viewer, away.member) is None)
            for away in Away.objects.visible_to(viewer).to_come().select_related("member").order_by("starts_at", "pk")
        ],
        "pattern_form": forms.get("pattern") or PatternForm(viewer=viewer),
        "shift_form": forms.get("shift") or ShiftForm(viewer=viewer),
        "away_form": forms.get("away") or AwayForm(viewer=viewer),
        "has_errors": bool(forms),
    }
    return render(request, "moderation/rota/weekly.html", page, status=422 if forms else 200)
