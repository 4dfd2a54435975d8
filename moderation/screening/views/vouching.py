"""A word for a newcomer: their mentor, or somebody of the team, knows them."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import member_of, members_only
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from moderation.screening import trust
from moderation.screening.lifting import Vouch, may_vouch, vouch


@members_only
@require_safe
def vouch_page(request: HttpRequest, handle: str) -> HttpResponse:
    """What it means to say so."""
    member = _found(request, handle)
    context = {"member": member, "limits": trust, "is_said": Vouch.objects.filter(member=member).exists()}
    return render(request, "moderation/screening/vouch.html", context)


@members_only
@require_POST
def say(request: HttpRequest, handle: str) -> HttpResponse:
    """Lift the limits of their first day."""
    member = _found(request, handle)
    try:
        vouch(member, by=member_of(request))
    except NotNow as not_now:
        raise PermissionDenied(not_now.refusal.sentence) from not_now
    messages.success(request, _("%(name)s can post without the limits of the first day.") % {"name": member.name})
    return redirect(member)


def _found(request: HttpRequest, handle: str) -> Member:
    """Whoever it is about; whom it is not for learns nothing of a first day."""
    member: Member | None = Member.objects.present().named(handle).first()
    if member is None or may_vouch(member_of(request), member) is not None:
        raise Http404
    return member
