"""Questions that wait: for those who look after them, and for those who may know."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from community.composing.views.answering import stop_at
from community.questions import taking
from community.questions.deflecting import deflected
from community.questions.helping import CannotAsk, ask, helpers_for
from community.questions.models import HelpAsk, Turn
from community.questions.taking import TakenAlready, may_take
from community.questions.waiting import Waiting, looked_after_by, matching, may_look_after
from community.spaces.permissions import leads
from community.spaces.seeing import hosted_space_ids, visible_space_ids
from community.threads.models import Thread
from community.threads.views import find
from config.lib.audience import members_only
from members.profiles.models import Member

PAGE, COULD_HELP = 20, 30


@members_only
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Questions without a reply in the spaces one looks after, with the clock and who could help."""
    member = cast(Member, request.user)
    if not may_look_after(member):
        raise PermissionDenied(_("This page is for hosts and the team."))
    page = Paginator(looked_after_by(member), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": _rows(list(page)), "overdue": sum(w.is_overdue for w in map(Waiting, page))}
    if member.is_manager:
        context["deflected"] = deflected(visible_space_ids(member))
    elif not member.is_moderator:
        context["deflected"] = deflected(hosted_space_ids(member))
    return render(request, "community/questions/waiting.html", context)


def _rows(threads: list[Thread]) -> list[Waiting]:
    helpers = helpers_for(threads)
    turns = {
        turn.thread_id: turn for turn in Turn.objects.running().filter(thread__in=threads).select_related("member")
    }
    asks: dict[int, list[HelpAsk]] = {}
    for one in HelpAsk.objects.filter(thread__in=threads).select_related("member").order_by("pk"):
        asks.setdefault(one.thread_id, []).append(one)
    return [Waiting(t, turn=turns.get(t.pk), asked=asks.get(t.pk, []), helpers=helpers[t.pk]) for t in threads]


@members_only
@require_safe
def could_help(request: HttpRequest) -> HttpResponse:
    """Questions that could use this member's help."""
    member = cast(Member, request.user)
    rows = matching(member, COULD_HELP)
    mine = Turn.objects.running().filter(member=member).values_list("thread_id", flat=True)
    return render(request, "community/questions/could_help.html", {"rows": rows, "mine": set(mine)})


@members_only
@require_POST
def question_ask(request: HttpRequest, thread_id: int, handle: str) -> HttpResponse:
    """Ask one member for help with a question."""
    thread = find(request.user, thread_id)
    if not leads(request.user, thread.space):
        raise PermissionDenied(_("Only hosts and the team ask people for help with a question."))
    member = Member.objects.present().named(handle).first()
    if member is None or member.pk not in {one.pk for one in helpers_for([thread], most=100)[thread.pk]}:
        return _back(request, thread, _("This member does not fit the question any more. Choose somebody else."))
    try:
        ask(thread, member, by=cast(Member, request.user))
    except CannotAsk as problem:
        return _back(request, thread, str(problem))
    messages.success(request, _("%(name)s is told, once.") % {"name": member.name})
    return _back(request, thread)


@members_only
@require_POST
def question_take(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Have a question for four hours."""
    thread = find(request.user, thread_id)
    stop_at(may_take(request.user, thread))
    try:
        taking.take(thread, by=cast(Member, request.user))
    except TakenAlready as problem:
        return _back(request, thread, str(problem))
    hours = int(taking.FOR.total_seconds() // 3600)
    words = ngettext("It is yours for %(n)d hour.", "It is yours for %(n)d hours.", hours) % {"n": hours}
    messages.success(request, words)
    return redirect(thread)


@members_only
@require_POST
def question_give_back(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Let others have it."""
    thread = find(request.user, thread_id)
    taking.give_back(thread, by=cast(Member, request.user))
    messages.success(request, _("Others can take it now."))
    return _back(request, thread)


def _back(request: HttpRequest, thread: Thread, problem: str = "") -> HttpResponse:
    """To the list somebody came from, or to the thread."""
    if problem:
        messages.error(request, problem)
    place = request.POST.get("back", "")
    return redirect(place) if place in ("waiting", "could_help") else redirect(thread)
