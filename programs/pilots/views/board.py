"""The managers' page of a pilot: who asks, who does what, what was said; and its tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.lib.audience import managers_only, member_of
from members.profiles.refusing import NotNow, Refusal
from programs.pilots import joining, tasking
from programs.pilots.addresses import board_of, report_of
from programs.pilots.forms import InviteForm, TaskForm
from programs.pilots.joining import NoWords
from programs.pilots.models import WORDS_MAX, PilotSeat, PilotTask
from programs.pilots.phases import days_of
from programs.pilots.showing import Shown, board
from programs.pilots.views.pages import the_pilot
from programs.series.overtaken import ChangedMeanwhile, beside, read_again, who_last

if TYPE_CHECKING:
    from collections.abc import Callable


@managers_only
@require_safe
def pilot_board(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Who did what, what was said by task, who fell silent."""
    return board_page(request, the_pilot(request, occurrence_id))


def board_page(request: HttpRequest, shown: Shown, *, status: int = 200, **more: Any) -> HttpResponse:
    """The board, also after a refusal with what was typed."""
    context = {
        "shown": shown, "one": shown.occurrence, "board": board(shown), "days": days_of(shown.occurrence),
        "invite_form": more.pop("invite_form", None) or InviteForm(), "words_max": WORDS_MAX,
        "task_form": more.pop("task_form", None) or TaskForm(), "report_url": report_of(shown.occurrence),
    }  # fmt: skip
    return render(request, "programs/pilots/board.html", context | more, status=status)


@managers_only
@require_POST
def pilot_invite(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Invite somebody by handle."""
    shown, form = the_pilot(request, occurrence_id), InviteForm(request.POST)
    if form.is_valid():
        try:
            joining.invite(shown.occurrence, form.member, by=member_of(request))
        except NotNow as no:
            form.add_error("handle", no.refusal.sentence)
    if form.errors:
        return board_page(request, shown, status=422, invite_form=form)
    messages.success(request, _("%(name)s is told.") % {"name": form.member.name})
    return redirect(board_of(shown.occurrence))


def _decide(
    request: HttpRequest, occurrence_id: int, pilot_seat_id: int, act: Callable[[PilotSeat], None], done: str
) -> HttpResponse:
    """Do it and say so, or say why not, with the reason that was typed beside its person."""
    shown = the_pilot(request, occurrence_id)
    rows = PilotSeat.objects.of(shown.occurrence).select_related("member", "occurrence__program__space")
    seat: PilotSeat = get_object_or_404(rows, pk=pilot_seat_id)
    try:
        act(seat)
    except NotNow as no:
        problem, status = no.refusal, no.refusal.status
    except NoWords as error:
        problem, status = Refusal(str(error)), 422
    else:
        messages.success(request, done % {"name": seat.member.name})
        return redirect(board_of(shown.occurrence))
    typed = request.POST.get("words", "")[: WORDS_MAX * 2]
    more = {"problem": problem, "typed": typed, "typed_for": seat.pk}
    return board_page(request, the_pilot(request, occurrence_id), status=status, **more)


@managers_only
@require_POST
def pilot_accept(request: HttpRequest, occurrence_id: int, pilot_seat_id: int) -> HttpResponse:
    """Take in somebody who asks."""
    by = member_of(request)
    done = _("%(name)s takes part, and is told.")
    return _decide(request, occurrence_id, pilot_seat_id, lambda seat: joining.accept(seat, by=by), done)


@managers_only
@require_POST
def pilot_decline(request: HttpRequest, occurrence_id: int, pilot_seat_id: int) -> HttpResponse:
    """Do not take somebody in, or call an invitation back."""
    by, words = member_of(request), request.POST.get("words", "")
    done = _("%(name)s reads your reason.")
    return _decide(request, occurrence_id, pilot_seat_id, lambda seat: joining.decline(seat, words, by=by), done)


@managers_only
@require_POST
def pilot_out(request: HttpRequest, occurrence_id: int, pilot_seat_id: int) -> HttpResponse:
    """Let somebody take part no more."""
    by, words = member_of(request), request.POST.get("words", "")
    done = _("%(name)s reads your reason.")
    return _decide(request, occurrence_id, pilot_seat_id, lambda seat: joining.take_out(seat, words, by=by), done)


@managers_only
@require_POST
def pilot_task_add(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Ask for one more thing."""
    shown, form = the_pilot(request, occurrence_id), TaskForm(request.POST)
    if form.is_valid():
        try:
            tasking.add_task(shown.occurrence, **form.said, by=member_of(request))
        except NotNow as no:
            form.add_error("day", no.refusal.sentence)
    if form.errors:
        return board_page(request, shown, status=422, task_form=form)
    messages.success(request, _("The task stands in the list."))
    return redirect(f"{board_of(shown.occurrence)}#tasks")


def _task(request: HttpRequest, pilot_task_id: int) -> tuple[Shown, PilotTask]:
    task = PilotTask.objects.filter(pk=pilot_task_id).first()
    if task is None:
        raise Http404
    return the_pilot(request, task.occurrence_id), task


@managers_only
@require_http_methods(["GET", "HEAD", "POST"])
def pilot_task_edit(request: HttpRequest, pilot_task_id: int) -> HttpResponse:
    """Say a task in other words, or for another day."""
    shown, task = _task(request, pilot_task_id)
    if request.method != "POST":
        form = TaskForm(initial=_said(task) | {"edition": task.edition})
        return _task_page(request, shown, task, form)
    form = TaskForm(request.POST)
    if form.is_valid():
        try:
            tasking.change_task(task, **form.said, by=member_of(request), read_as=form.cleaned_data["edition"])
        except ChangedMeanwhile as overtaken:
            task.refresh_from_db()
            theirs = beside(form, _said(task))
            read_again(form, task.edition, who_last("pilot.task_changed", task))
            return _task_page(request, shown, task, form, status=overtaken.refusal.status, theirs=theirs)
        except NotNow as no:
            form.add_error("day", no.refusal.sentence)
    if form.errors:
        return _task_page(request, shown, task, form, status=422)
    messages.success(request, _("Saved."))
    return redirect(f"{board_of(shown.occurrence)}#tasks")


def _said(task: PilotTask) -> dict[str, Any]:
    return {"day": task.day, "title": task.title, "words": task.words}


def _task_page(
    request: HttpRequest, shown: Shown, task: PilotTask, form: TaskForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"shown": shown, "one": shown.occurrence, "task": task, "form": form} | more
    return render(request, "programs/pilots/task.html", context, status=status)


@managers_only
@require_POST
def pilot_task_remove(request: HttpRequest, pilot_task_id: int) -> HttpResponse:
    """Ask for it no more."""
    shown, task = _task(request, pilot_task_id)
    try:
        tasking.remove_task(task, by=member_of(request))
    except NotNow as no:
        return board_page(request, shown, status=no.refusal.status, problem=no.refusal)
    messages.success(request, _("The task is gone."))
    return redirect(f"{board_of(shown.occurrence)}#tasks")
