"""The managers' page about ice-breakers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of
from members.icebreakers.arranging import TooMany
from members.icebreakers.arranging import arrange as ask_these
from members.icebreakers.forms import ArrangeForm


@managers_only
@require_safe
def icebreakers(request: HttpRequest) -> HttpResponse:
    """What members are asked."""
    return _page(request, ArrangeForm())


@managers_only
@require_POST
def arrange(request: HttpRequest) -> HttpResponse:
    """Ask these from now on; what was typed is kept whichever button was pressed."""
    form = ArrangeForm(request.POST)
    if not form.is_valid():
        return _page(request, form, 422)
    try:
        ask_these(form.lines(), by=member_of(request), without=form.taken_out)
    except TooMany as too_many:
        form.add_error(None, str(too_many))
        return _page(request, form, 422)
    removed = _("Removed. Its answers are out of sight, and kept.")
    messages.success(request, removed if form.taken_out else _("Saved. Members are asked this from now on."))
    return redirect("settings_icebreakers")


def _page(request: HttpRequest, form: ArrangeForm, status: int = 200) -> HttpResponse:
    page = {"form": form, "rows": form.rows(), "topic": "icebreakers"}
    return render(request, "members/icebreakers/settings.html", page, status=status)
