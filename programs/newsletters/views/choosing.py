"""Whether one wants newsletters: in the settings, and from a letter without signing in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import member_of, members_only, public
from members.notifications.preferences import mail_is_stopped
from members.notifications.stopping import Stoppable, stopping
from programs.newsletters.choosing import resume, stop, wants_none
from programs.newsletters.writing import PURPOSE

LETTERS = Stoppable(PURPOSE, "newsletter_stop", "programs/newsletters/stop.html", wants_none, stop, resume)


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
    """None any more, without signing in."""
    return stopping(request, letter_token, LETTERS)
