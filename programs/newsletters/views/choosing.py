"""Whether one wants newsletters: in the settings, and from a letter without signing in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import member_of, members_only, public
from config.lib.numbers import whole_number
from config.lib.one_click import after_stopping
from config.lib.tokens import unsign
from members.notifications.letters import speaking_to
from members.notifications.preferences import mail_is_stopped, resume_mail, stop_mail
from members.profiles.models import Member
from programs.newsletters.choosing import resume, stop, wants_none
from programs.newsletters.writing import PURPOSE

ACTS = {"stop", "resume", "all"}


@members_only
@require_safe
def settings_newsletters(request: HttpRequest) -> HttpResponse:
    """The switch."""
    me = member_of(request)
    page = {"is_stopped": wants_none(me), "all_stopped": mail_is_stopped(me)}
    return render(request, "programs/newsletters/settings.html", page)


@members_only
@require_POST
def settings_newsletters_switch(request: HttpRequest) -> HttpResponse:
    """Newsletters or none."""
    if request.POST.get("want") == "yes":
        resume(member_of(request))
        messages.success(request, _("Newsletters come again."))
    else:
        stop(member_of(request))
        messages.success(request, _("Done. No more newsletters."))
    return redirect("settings_notifications_newsletters")


@csrf_exempt  # Mail programs send this POST without a cookie (RFC 8058); the token in the address is what allows it.
@public
def newsletter_stop(request: HttpRequest, letter_token: str) -> HttpResponse:
    """None any more, without signing in. GET shows the choice; only POST acts, by default stopping newsletters."""
    member = _member_of(letter_token)
    if request.method == "POST":
        act = request.POST.get("act", "stop")
        if act not in ACTS:
            raise Http404
        _do(act, member)
        return after_stopping(request, f"{reverse('newsletter_stop', args=[letter_token])}?done={act}")
    if request.method not in ("GET", "HEAD"):
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"})
    all_stopped = mail_is_stopped(member)
    page = {"is_stopped": wants_none(member) or all_stopped, "all_stopped": all_stopped}
    with speaking_to(member):
        answer = render(request, "programs/newsletters/stop.html", page)
    answer["X-Robots-Tag"], answer["Referrer-Policy"] = "noindex", "no-referrer"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _do(act: str, member: Member) -> None:
    if act == "all":
        stop_mail(member)
    elif act == "resume":
        resume(member)
        resume_mail(member)
    else:
        stop(member)


def _member_of(token: str) -> Member:
    number = whole_number(unsign(PURPOSE, token) or "")
    found: Member | None = Member.objects.get_queryset().filter(pk=number or 0, is_active=True).first()
    if found is None:
        raise Http404
    return found
