"""The rota as a whole, when cases come against who is there, and by when they are due."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of, moderators_only
from moderation.rota.away import Away
from moderation.rota.coverage import coverage
from moderation.rota.forms import DueForm
from moderation.rota.permissions import may_choose
from moderation.rota.settings import RotaSettings
from moderation.rota.shifts import Shift
from moderation.rota.showing import days_ahead, duty_sentence, line_of, weekend


@moderators_only
@require_safe
def rota(request: HttpRequest) -> HttpResponse:
    """Who is on duty now, at the weekend and in the fourteen days to come; what is offered."""
    viewer, now = member_of(request), timezone.now()
    offered = Shift.objects.visible_to(viewer).standing().to_come().offered().for_listing()
    page = {
        "now": duty_sentence(now),
        "weekend": weekend(viewer, now),
        "days": days_ahead(viewer, now),
        "offered": [line_of(shift, viewer) for shift in offered],
        "aways": Away.objects.visible_to(viewer).to_come().select_related("member").order_by("starts_at", "pk"),
    }
    return render(request, "moderation/rota/rota.html", page)


@moderators_only
@require_safe
def rota_coverage(request: HttpRequest) -> HttpResponse:
    """When cases come, and who is there then."""
    found = coverage(member_of(request), timezone.now())
    return render(request, "moderation/rota/coverage.html", {"coverage": found})


@moderators_only
@require_safe
def due_times(request: HttpRequest) -> HttpResponse:
    """By when cases are due; managers have a form."""
    return _due_times(request, DueForm(settings=RotaSettings.current()))


@managers_only
@require_POST
def due_times_choose(request: HttpRequest) -> HttpResponse:
    """Have other due times for cases that come from now on."""
    viewer = member_of(request)
    if (refusal := may_choose(viewer)) is not None:
        raise PermissionDenied(refusal.sentence)
    form = DueForm(request.POST, settings=RotaSettings.current())
    if not form.is_valid():
        return _due_times(request, form, 422)
    RotaSettings.choose(by=viewer, **form.cleaned_data)
    messages.success(request, _("Saved. Cases that are open stay due when they were."))
    return redirect("due_times")


def _due_times(request: HttpRequest, form: DueForm, status: int = 200) -> HttpResponse:
    may = may_choose(member_of(request)) is None
    page = {"form": form, "settings": RotaSettings.current(), "may_choose": may}
    return render(request, "moderation/rota/due_times.html", page, status=status)
