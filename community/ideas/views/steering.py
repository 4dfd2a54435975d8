"""What becomes of an idea, who is responsible for it, and how many votes there are."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.ideas.budget import set_votes_each
from community.ideas.forms import ResponsibleForm, StatusForm, VotesForm
from community.ideas.steering import make_responsible, may_steer, steer
from community.ideas.voting import votes_each
from community.threads.models import Thread
from community.threads.views import find
from config.lib.audience import members_only, owners_only
from members.profiles.models import Member


def _idea(request: HttpRequest, thread_id: int) -> Thread:
    thread = find(request.user, thread_id)
    if not may_steer(request.user, thread):
        raise PermissionDenied(_("Only the hosts of this space and the team decide about its ideas."))
    return thread


def _page(
    request: HttpRequest, thread: Thread, form: StatusForm | None = None, given: ResponsibleForm | None = None
) -> HttpResponse:
    handle = thread.responsible.handle if thread.responsible else ""
    page = {
        "thread": thread,
        "form": form or StatusForm(thread=thread, initial={"status": thread.status}),
        "responsible_form": given or ResponsibleForm(thread=thread, initial={"handle": handle}),
    }
    return render(request, "community/ideas/status.html", page, status=422 if form or given else 200)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def idea_status(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Say what becomes of an idea, and why."""
    thread = _idea(request, thread_id)
    if request.method != "POST":
        return _page(request, thread)
    form = StatusForm(request.POST, thread=thread)
    if not form.is_valid():
        return _page(request, thread, form)
    data = form.cleaned_data
    if steer(thread, data["status"], by=cast(Member, request.user), reason=data["reason"]) is not None:
        messages.success(request, _("Said. Everybody who voted or follows is told once."))
    return redirect(thread)


@members_only
@require_POST
def idea_give(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Let a member be responsible for an idea."""
    thread = _idea(request, thread_id)
    form = ResponsibleForm(request.POST, thread=thread)
    if not form.is_valid():
        return _page(request, thread, given=form)
    make_responsible(thread, form.cleaned_data["handle"], by=cast(Member, request.user))
    messages.success(request, _("Saved."))
    return redirect(thread)


@owners_only
@require_GET
def settings_ideas(request: HttpRequest) -> HttpResponse:
    """How many open votes each member has."""
    form = VotesForm(initial={"votes_each": votes_each()})
    return render(request, "manage/settings/ideas.html", {"form": form, "topic": "ideas"})


@owners_only
@require_POST
def settings_votes(request: HttpRequest) -> HttpResponse:
    """Give each member so many open votes."""
    form = VotesForm(request.POST)
    if not form.is_valid():
        return render(request, "manage/settings/ideas.html", {"form": form, "topic": "ideas"}, status=422)
    set_votes_each(form.cleaned_data["votes_each"], by=cast(Member, request.user))
    messages.success(request, _("Saved."))
    return redirect("settings_ideas")
