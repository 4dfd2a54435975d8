"""What programs put beside the threads of home."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from config.lib.audience import member_of, members_only
from config.lib.htmx import is_fragment
from programs.homing.showing import around


@members_only
@require_safe
def home_around(request: HttpRequest) -> HttpResponse:
    """Home fetches it when it is open; without scripts the way leads to the calendar of members."""
    if not is_fragment(request):
        return redirect("events")
    return render(request, "programs/homing/around.html", {"around": around(member_of(request))})
