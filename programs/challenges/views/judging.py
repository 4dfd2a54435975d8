"""The judges' pages: all entries in an order of their own, and the sheet of one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from config.lib.audience import member_of, members_only
from members.profiles.refusing import NotNow, Refusal
from programs.challenges.addresses import judging_of
from programs.challenges.forms import SheetForm
from programs.challenges.judging import Unfinished, save_sheet, stand_aside
from programs.challenges.jury import Task, tasks_of
from programs.challenges.models import ChallengeSheet
from programs.challenges.permissions import may_judge
from programs.challenges.showing import Open
from programs.challenges.views.page import the_challenge


def _as_judge(request: HttpRequest, occurrence_id: int) -> Open:
    """The challenge for one of its judges. Raises Http404 for everybody else."""
    found = the_challenge(request, occurrence_id)
    if found.judge is None:
        raise Http404
    return found


def _refusal(request: HttpRequest, one: Open) -> Refusal | None:
    assert one.challenge is not None
    return may_judge(request.user, one.occurrence, one.challenge, one.judge)


@members_only
@require_safe
def challenge_judging(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """All entries, and which wait."""
    found = _as_judge(request, occurrence_id)
    refusal = _refusal(request, found)
    tasks = tasks_of(found) if refusal is None else []
    ready = sum(task.state == "done" for task in tasks)
    mine = sum(task.state in ("open", "draft", "done") for task in tasks)
    context = {"one": found, "tasks": tasks, "refusal": refusal, "ready": ready, "mine": mine}
    return render(request, "programs/challenges/judging.html", context)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def challenge_sheet(request: HttpRequest, occurrence_id: int, number: int) -> HttpResponse:
    """Points for one entry: kept as a draft, finished, or left to others."""
    found = _as_judge(request, occurrence_id)
    refusal = _refusal(request, found)
    if refusal is not None:
        context = {"one": found, "tasks": [], "refusal": refusal, "ready": 0, "mine": 0}
        return render(request, "programs/challenges/judging.html", context, status=403)
    task = next((one for one in tasks_of(found) if one.number == number), None)
    if task is None:
        raise Http404
    sheet = ChallengeSheet.objects.filter(judge=found.judge, entry=task.entry).first()
    form = SheetForm(request.POST or None, terms=found.terms, sheet=sheet)
    if request.method != "POST":
        return _page(request, found, task, form)
    return _save(request, found, task, form)


def _save(request: HttpRequest, found: Open, task: Task, form: SheetForm) -> HttpResponse:
    does = request.POST.get("do", "draft")
    try:
        if does == "aside":
            stand_aside(task.entry, request.POST.get("why", ""), by=member_of(request))
            messages.success(request, _("Other judges look at it."))
            return redirect(judging_of(found.occurrence))
        if not form.is_valid():
            return _page(request, found, task, form, status=422)
        save_sheet(task.entry, form.marks, by=member_of(request), done=does == "done")
    except Unfinished as error:
        form.add_error(None, str(error))
        return _page(request, found, task, form, status=422)
    except NotNow as not_now:
        return _page(request, found, task, form, status=not_now.refusal.status, problem=not_now.refusal)
    messages.success(
        request, _("Your points count.") if does == "done" else _("Kept as a draft. It does not count yet.")
    )
    return redirect(judging_of(found.occurrence))


def _page(
    request: HttpRequest, found: Open, task: Task, form: SheetForm, *, status: int = 200, problem: Refusal | None = None
) -> HttpResponse:
    context = {"one": found, "task": task, "form": form, "problem": problem}
    return render(request, "programs/challenges/sheet.html", context, status=status)
