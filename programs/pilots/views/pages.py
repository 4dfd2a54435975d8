"""Pages of a pilot for its participants, and for those who may ask to be one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.lib.audience import member_of, members_only, public
from members.profiles.refusing import NotNow, Refusal
from programs.pilots import answering, joining
from programs.pilots.addresses import page_of, slug_of
from programs.pilots.answering import Said
from programs.pilots.forms import AnswerForm, TaskAnswerForm
from programs.pilots.joining import NoWords
from programs.pilots.models import WORDS_MAX, PilotAnswer, PilotTask
from programs.pilots.permissions import may_answer
from programs.pilots.showing import Shown, find, tasks_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from members.profiles.models import Member
    from programs.series.occurrences import Occurrence


def the_pilot(request: HttpRequest, occurrence_id: int) -> Shown:
    """The pilot of an address. Raises Http404 for what the reader may not see."""
    found = find(request.user, occurrence_id)
    if found is None:
        raise Http404
    return found


@public
@require_safe
def pilot(request: HttpRequest, occurrence_id: int, slug: str) -> HttpResponse:
    """What is tried; for participants their tasks, and at its end the report."""
    shown = the_pilot(request, occurrence_id)
    if slug != slug_of(shown.occurrence):
        return redirect(shown.url, permanent=False)
    return _page(request, shown)


def _page(request: HttpRequest, shown: Shown, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "shown": shown, "one": shown.occurrence, "program": shown.occurrence.program, "words_max": WORDS_MAX,
        "tasks": tasks_of(request.user, shown), "group": shown.pilot.group if shown.pilot else None,
    }  # fmt: skip
    return render(request, "programs/pilots/pilot.html", context | more, status=status)


def _answered(
    request: HttpRequest, occurrence_id: int, act: Callable[[Occurrence, Member], None], done: str
) -> HttpResponse:
    """Do it and say so, or say why not, with what was typed."""
    shown = the_pilot(request, occurrence_id)
    try:
        act(shown.occurrence, member_of(request))
    except NotNow as no:
        problem, status = no.refusal, no.refusal.status
    except NoWords as error:
        problem, status = Refusal(str(error)), 422
    else:
        messages.success(request, done)
        return redirect(shown.url)
    typed = request.POST.get("words", "")[: WORDS_MAX * 2]
    return _page(request, the_pilot(request, occurrence_id), status=status, problem=problem, typed=typed)


@members_only
@require_POST
def pilot_ask(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Ask to take part."""
    words = request.POST.get("words", "")
    done = _("You asked to take part. You are told what comes of it.")
    return _answered(request, occurrence_id, lambda one, by: joining.ask(one, words, by=by), done)


@members_only
@require_POST
def pilot_withdraw(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Ask no more."""
    return _answered(request, occurrence_id, lambda one, by: joining.withdraw(one, by=by), _("You ask no more."))


@members_only
@require_POST
def pilot_join(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Say yes to an invitation."""
    return _answered(request, occurrence_id, lambda one, by: joining.join(one, by=by), _("You take part. Welcome."))


@members_only
@require_POST
def pilot_refuse(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Say no to an invitation."""
    done = _("You said no. Thank you for the answer.")
    return _answered(request, occurrence_id, lambda one, by: joining.refuse(one, by=by), done)


@members_only
@require_POST
def pilot_leave(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Take part no more."""
    done = _("You take part no more, and are out of its group.")
    return _answered(request, occurrence_id, lambda one, by: joining.leave(one, by=by), done)


def _own(request: HttpRequest, occurrence_id: int) -> Shown:
    """A pilot the reader takes part in. Raises Http404 for everybody else."""
    shown = the_pilot(request, occurrence_id)
    if not shown.is_in:
        raise Http404
    return shown


def _task(request: HttpRequest, pilot_task_id: int) -> tuple[Shown, PilotTask]:
    task = PilotTask.objects.filter(pk=pilot_task_id).first()
    if task is None:
        raise Http404
    return _own(request, task.occurrence_id), task


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def pilot_task(request: HttpRequest, pilot_task_id: int) -> HttpResponse:
    """Tick a task off, or say that it could not be done, with the short form."""
    return _form(request, *_task(request, pilot_task_id))


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def pilot_feedback(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Say how the whole went, with the same form."""
    return _form(request, _own(request, occurrence_id), None)


def _form(request: HttpRequest, shown: Shown, task: PilotTask | None) -> HttpResponse:
    kind = AnswerForm if task is None else TaskAnswerForm
    if request.method != "POST":
        return _answer_page(request, shown, task, kind(initial=_said(shown, task)))
    form = kind(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        typed = Said(
            said.get("outcome") != "not", said["rating"], said["helped"], said["hindered"], said["words"],
            said["may_quote"],
        )  # fmt: skip
        try:
            answering.answer(shown.occurrence, task, typed, by=member_of(request), is_tick="tick" in request.POST)
        except NotNow as no:
            return _answer_page(request, shown, task, form, problem=no.refusal, status=no.refusal.status)
        except NoWords as error:
            form.add_error(None, str(error))
    if form.errors:
        return _answer_page(request, shown, task, form, status=422)
    messages.success(request, _("Kept. Thank you."))
    return redirect(f"{page_of(shown.occurrence)}#tasks")


def _said(shown: Shown, task: PilotTask | None) -> dict[str, Any]:
    found = PilotAnswer.objects.filter(seat=shown.seat, task=task).first()
    if found is None:
        return {}
    names = ("rating", "helped", "hindered", "words", "may_quote")
    return {"outcome": "done" if found.is_done else "not"} | {name: getattr(found, name) for name in names}


def _answer_page(
    request: HttpRequest, shown: Shown, task: PilotTask | None, form: AnswerForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    refusal = may_answer(request.user, shown.occurrence, shown.pilot, shown.seat, task)
    context = {"shown": shown, "one": shown.occurrence, "task": task, "form": form, "refusal": refusal}
    return render(request, "programs/pilots/answer.html", context | more, status=status)


@members_only
@require_POST
def pilot_task_undo(request: HttpRequest, pilot_task_id: int) -> HttpResponse:
    """Take back what was said of a task."""
    shown, task = _task(request, pilot_task_id)
    done = _("Taken back. The task is open again.")
    return _answered(request, shown.occurrence.pk, lambda one, by: answering.undo(one, task, by=by), done)
