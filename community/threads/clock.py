"""The timers of a thread: the page that sets them and takes them back."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.threads.arranging import led
from community.threads.forms import TimerForm
from community.threads.timers import lapsed_of, timers_of
from community.threads.timing import TimedAct, drop_timer, set_timer
from config.lib.audience import members_only
from members.profiles.models import Member


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def thread_timers(request: HttpRequest, thread_id: int) -> HttpResponse:
    """What the clock will do to the thread, and one more of it."""
    thread = led(request, thread_id)
    form = TimerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        data = form.cleaned_data
        set_timer(thread, data["act"], by=cast(Member, request.user), at=data["at"], after_hours=data["hours"])
        messages.success(request, _("Set. It stands under the title until it happens."))
        return redirect(thread)
    context = {"thread": thread, "form": form, "timers": timers_of(thread), "lapsed": lapsed_of(thread)}
    return render(request, "community/threads/timers.html", context, status=422 if form.is_bound else 200)


@members_only
@require_POST
def thread_untime(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Take one of the timers back."""
    thread = led(request, thread_id)
    act = request.POST.get("act", "")
    if act in TimedAct.values:
        drop_timer(thread, act, by=cast(Member, request.user))
        messages.success(request, _("Taken back. The clock leaves the thread alone."))
    return redirect("thread_timers", thread.pk)
