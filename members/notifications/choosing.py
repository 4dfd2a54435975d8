"""Choosing what to hear: the page in the settings, and the page behind every mail's footer, which needs no sign-in."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import MemberRequest, members_only, public
from config.lib.one_click import after_stopping
from members.notifications.forms import NightForm, PreferencesForm
from members.notifications.models import Mail
from members.notifications.preferences import (
    choose,
    lower_mail,
    lower_pushes,
    mail_is_stopped,
    resume_mail,
    settings_of,
    stop_mail,
)
from members.notifications.quiet import choose_night, night_of
from members.profiles.models import Member
from members.push.devices import devices_of
from members.replying.bouncing import is_unreachable


@members_only
@require_safe
def settings_notifications(request: HttpRequest) -> HttpResponse:
    """What the member hears of, and where."""
    return _page(request, cast("MemberRequest", request).user)


def _page(request: HttpRequest, member: Member, night: NightForm | None = None) -> HttpResponse:
    rows = settings_of(member)
    less = [row for row in rows if row.by_push and row.key in request.GET.get("less", "").split(",")]
    context = {
        "form": PreferencesForm(rows),
        "mail_stopped": mail_is_stopped(member),
        "is_unreachable": is_unreachable(member),
        "devices": devices_of(member),
        "less": less,
        "less_about": [row.label for row in less],
        "night_form": night or NightForm.showing(night_of(member)),
    }
    return render(request, "members/notifications/settings.html", context, status=422 if night else 200)


@members_only
@require_POST
def settings_notifications_choose(request: HttpRequest) -> HttpResponse:
    """Keep the table as it was sent."""
    member = cast("MemberRequest", request).user
    _keep(member, PreferencesForm(settings_of(member), request.POST))
    messages.success(request, _("Saved."))
    return redirect("settings_notifications")


@members_only
@require_POST
def settings_notifications_quiet(request: HttpRequest) -> HttpResponse:
    """Keep other quiet hours."""
    member, form = cast("MemberRequest", request).user, NightForm(request.POST)
    if not form.is_valid():
        return _page(request, member, form)
    choose_night(member, form.night)
    messages.success(request, _("Saved."))
    return redirect("settings_notifications")


@members_only
@require_POST
def settings_notifications_less(request: HttpRequest) -> HttpResponse:
    """No more pushes of the kinds that the last one was about."""
    lower_pushes(cast("MemberRequest", request).user, request.POST.getlist("setting")[:50])
    messages.success(request, _("No more pushes about this. It all stays in your inbox here."))
    return redirect("settings_notifications")


@members_only
@require_POST
def settings_notifications_stop(request: HttpRequest) -> HttpResponse:
    """No more notification by mail."""
    stop_mail(cast("MemberRequest", request).user)
    messages.success(request, _("Done. We will not write again."))
    return redirect("settings_notifications")


@members_only
@require_POST
def settings_notifications_resume(request: HttpRequest) -> HttpResponse:
    """Mail again, as the table says."""
    resume_mail(cast("MemberRequest", request).user)
    messages.success(request, _("Mail comes again, as chosen below."))
    return redirect("settings_notifications")


@csrf_exempt  # Mail programs send this POST without a cookie (RFC 8058); the token in the address is what allows it.
@public
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Less mail or none, without signing in. GET shows the choices; only POST acts, by default stopping everything."""
    mail = Mail.objects.select_related("member").filter(token=token).first()
    if mail is None or not mail.member.is_active:
        raise Http404
    if request.method == "POST":
        act = request.POST.get("act", "stop")
        if act not in _ACTS:
            raise Http404
        _ACTS[act](mail, request)
        return after_stopping(request, f"{reverse('unsubscribe', args=[token])}?done={act}")
    if request.method not in ("GET", "HEAD"):
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"})
    rows, done = settings_of(mail.member), request.GET.get("done", "")
    about, stopped = [row for row in rows if row.key in mail.settings], mail_is_stopped(mail.member)
    context = {
        "mail": mail,
        "form": PreferencesForm(rows, mail_only=True),
        "about": [row.label for row in about],
        "is_less_offered": any(row.by_mail for row in about),
        "stopped": stopped,
        "is_back_offered": stopped or done == "stop",
        "done": done if done in _ACTS else "",
        "stop_all": "stop",
    }
    answer = render(request, "members/notifications/unsubscribe.html", context)
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _less(mail: Mail, request: HttpRequest) -> None:
    lower_mail(mail.member, mail.settings)


def _choose(mail: Mail, request: HttpRequest) -> None:
    _keep(mail.member, PreferencesForm(settings_of(mail.member), request.POST, mail_only=True))


def _stop(mail: Mail, request: HttpRequest) -> None:
    stop_mail(mail.member)


def _resume(mail: Mail, request: HttpRequest) -> None:
    resume_mail(mail.member)


_ACTS = {"less": _less, "choose": _choose, "stop": _stop, "resume": _resume}


def _keep(member: Member, form: PreferencesForm) -> None:
    """Every box is true or false, so a form is always whole."""
    if form.is_valid():
        for row in form.chosen():
            choose(member, row.key, in_app=row.in_app, by_mail=row.by_mail, by_push=row.by_push)
