"""The way out in the footer of letters that come on days of their own: no sign-in, one press, and back again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from config.lib.numbers import whole_number
from config.lib.one_click import after_stopping
from config.lib.tokens import unsign
from members.notifications.letters import speaking_to
from members.notifications.preferences import mail_is_stopped, resume_mail, stop_mail
from members.profiles.models import Member

ACTS = {"stop", "resume", "all"}


@dataclass(frozen=True)
class Stoppable:
    """One sort of letters: what its token was signed for, where it is stopped, and how."""

    purpose: str
    address: str
    """The name of the address, which takes `letter_token`."""
    template: str
    is_stopped: Callable[[Member], bool]
    stop: Callable[[Member], object]
    resume: Callable[[Member], object]


def stopping(request: HttpRequest, token: str, letters: Stoppable) -> HttpResponse:
    """GET shows the choice; only POST acts, by default stopping these letters."""
    member = _member_of(token, letters)
    if request.method == "POST":
        act = request.POST.get("act", "stop")
        if act not in ACTS:
            raise Http404
        _do(act, member, letters)
        return after_stopping(request, f"{reverse(letters.address, args=[token])}?done={act}")
    if request.method not in ("GET", "HEAD"):
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"})
    all_stopped = mail_is_stopped(member)
    page = {"is_stopped": letters.is_stopped(member) or all_stopped, "all_stopped": all_stopped}
    with speaking_to(member):
        answer = render(request, letters.template, page)
    answer["X-Robots-Tag"], answer["Referrer-Policy"] = "noindex", "no-referrer"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _do(act: str, member: Member, letters: Stoppable) -> None:
    if act == "all":
        stop_mail(member)
    elif act == "resume":
        letters.resume(member)
        resume_mail(member)
    else:
        letters.stop(member)


def _member_of(token: str, letters: Stoppable) -> Member:
    number = whole_number(unsign(letters.purpose, token) or "")
    found: Member | None = Member.objects.get_queryset().filter(pk=number or 0, is_active=True).first()
    if found is None:
        raise Http404
    return found
