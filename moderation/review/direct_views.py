"""Opening a case from where a thing stands."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.lib.audience import member_of, moderators_only
from members.profiles.refusing import NotNow, held_off
from moderation.review.direct import found_by, open_by_hand
from moderation.review.direct_forms import OpenForm
from moderation.review.subjects import KINDS


@moderators_only
@require_POST
def open_case(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Open a case about a thing or a person, or find the one that is open; then its bench."""
    viewer = member_of(request)
    if (refusal := held_off(viewer)) is not None:
        raise PermissionDenied(refusal.sentence)
    item = found_by(viewer, kind, pk)
    if item is None:
        raise Http404
    form = OpenForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "item": item.discreet(), "noun": KINDS[kind].noun}
        return render(request, "moderation/review/open.html", context, status=422)
    given = form.cleaned_data
    try:
        case = open_by_hand(item, by=viewer, severity=given["severity"], why=given["why"])
    except NotNow as refused:
        raise PermissionDenied(refused.refusal.sentence) from refused
    if case.is_claimed_against(viewer):
        messages.info(request, _("Somebody else has it open now."))
    return redirect(case)
