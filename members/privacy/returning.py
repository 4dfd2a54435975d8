"""Signing in to an account that leaves: whoever has just proven who they are is offered the way back."""

from __future__ import annotations

from allauth.account.internal.stagekit import clear_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from members.privacy.leaving import on_the_way
from members.privacy.models import Leaving
from members.profiles.models import Member

KEY = "may_return"
SECONDS = 600


def offer_return(request: HttpRequest, member: Member) -> HttpResponse | None:
    """The page with the way back, in place of being signed in; None for an account that does not leave."""
    leaving = None if member.is_active else on_the_way(member)
    if leaving is None:
        return None
    clear_login(request)
    request.session[KEY] = [leaving.pk, timezone.now().timestamp()]
    return redirect("return")


def offered(request: HttpRequest) -> Leaving | None:
    """What was offered to this browser in the last ten minutes."""
    number, at = request.session.get(KEY) or (0, 0)
    if timezone.now().timestamp() - at > SECONDS:
        return None
    return Leaving.objects.on_the_way().filter(pk=number).first()
