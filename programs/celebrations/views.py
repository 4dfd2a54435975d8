"""Pages of celebrations, a thank-you with one press, and what managers choose."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of, members_only
from config.lib.limits import THANKS, by_member, limited
from members.installation.models import Installation
from members.profiles.refusing import NotNow, Refusal
from members.recognition.thankable import About
from members.recognition.thanks import thank
from programs.celebrations.models import Celebration, What, rules
from programs.celebrations.noting import rule
from programs.celebrations.showing import KIND, of_the_month, own

PLACES = ("is_on", "on_home", "in_digest")


@members_only
@require_safe
def celebrations(request: HttpRequest) -> HttpResponse:
    """What others reached in the last thirty days, and all of one's own."""
    return _page(request)


def _page(request: HttpRequest, problem: Refusal | None = None, status: int = 200) -> HttpResponse:
    reader = member_of(request)
    page = {"lines": of_the_month(reader), "own": own(reader), "problem": problem}
    return render(request, "programs/celebrations/index.html", page, status=status)


@members_only
@require_POST
@limited(THANKS, key=by_member)
def celebration_thank(request: HttpRequest, celebration_id: int) -> HttpResponse:
    """Say thanks for one, once."""
    by = member_of(request)
    seen = Celebration.objects.visible_to(by).select_related("member")
    one = get_object_or_404(seen, pk=celebration_id)
    with translation.override(Installation.current().language):
        reason = _("Congratulations")
    try:
        thank(one.member, reason, by=by, for_what=About(KIND, one.pk))
    except NotNow as no:
        return _page(request, no.refusal, 422)
    messages.success(request, _("%(name)s is told of your thanks.") % {"name": one.member.name})
    return redirect("celebrations")


@managers_only
@require_safe
def celebrations_manage(request: HttpRequest) -> HttpResponse:
    """What is celebrated, and where."""
    return render(request, "programs/celebrations/manage.html", {"rules": list(rules().values())})


@managers_only
@require_POST
def celebrations_rule(request: HttpRequest) -> HttpResponse:
    """Say what is celebrated, and where."""
    said = {what: tuple(request.POST.get(f"{what}-{place}") == "yes" for place in PLACES) for what in What.values}
    rule(said, by=member_of(request))  # type: ignore[arg-type]
    messages.success(request, _("Saved."))
    return redirect("celebrations_manage")
