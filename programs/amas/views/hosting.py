"""The host's page: what is on, what comes next, what is set aside and merged."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import members_only
from config.lib.numbers import whole_number
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal
from programs.amas import answering, merging
from programs.amas.forms import FollowUpForm
from programs.amas.models import PARAGRAPH_MAX, REASON_MAX, AmaQuestion
from programs.amas.permissions import may_answer
from programs.amas.queueing import console
from programs.amas.showing import Ama
from programs.amas.views.page import the_ama


def hosted(request: HttpRequest, occurrence_id: int) -> Ama:
    """The AMA, for who answers in it. Raises Http404, PermissionDenied."""
    found = the_ama(request, occurrence_id)
    refusal = may_answer(request.user, found.occurrence, found.plan)
    if refusal is not None:
        raise PermissionDenied(refusal.sentence)
    return found


def in_it(found: Ama, number: int) -> AmaQuestion:
    """One of its questions that everybody may read. Raises Http404."""
    question: AmaQuestion = get_object_or_404(AmaQuestion.objects.open(), occurrence=found.occurrence, number=number)
    return question


@members_only
@require_safe
def ama_host(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """The queue."""
    return host_page(request, hosted(request, occurrence_id))


def host_page(
    request: HttpRequest, found: Ama, *, status: int = 200, problem: Refusal | None = None, **more: Any
) -> HttpResponse:
    """The page, also as the answer to a form that was not accepted; `source` is what was typed."""
    follow_ups = found.occurrence.ama_follow_ups.select_related("duty__owner", "question")
    context = {
        "ama": found, "console": console(request.user, found), "problem": problem, "follow_ups": follow_ups,
        "key": uuid.uuid4().hex, "paragraph_max": PARAGRAPH_MAX, "reason_max": REASON_MAX,
        "follow_up_form": FollowUpForm(occurrence=found.occurrence, initial={"key": uuid.uuid4().hex}),
        "space": found.occurrence.program.space,
    }  # fmt: skip
    return render(request, "programs/amas/host.html", context | more, status=status)


def _act(
    request: HttpRequest, occurrence_id: int, number: int, act: Callable[[AmaQuestion, Member], None], **more: Any
) -> HttpResponse:
    """Do it with a question, and lead back to the queue; a refusal is said there, and what was typed stays."""
    found = hosted(request, occurrence_id)
    question = in_it(found, number)
    try:
        act(question, cast(Member, request.user))
    except NotNow as not_now:
        return host_page(request, found, status=not_now.refusal.status, problem=not_now.refusal, **more)
    return redirect("ama_host", occurrence_id)


@members_only
@require_POST
def ama_take(request: HttpRequest, occurrence_id: int, number: int) -> HttpResponse:
    """Answer it now."""
    return _act(request, occurrence_id, number, lambda one, by: answering.take(one, by=by))


@members_only
@require_POST
def ama_put_back(request: HttpRequest, occurrence_id: int, number: int) -> HttpResponse:
    """Let it wait again."""
    return _act(request, occurrence_id, number, lambda one, by: answering.put_back(one, by=by))


@members_only
@require_POST
def ama_finish(request: HttpRequest, occurrence_id: int, number: int) -> HttpResponse:
    """It is answered."""
    return _act(request, occurrence_id, number, lambda one, by: answering.finish(one, by=by))


@members_only
@require_POST
def ama_aside(request: HttpRequest, occurrence_id: int, number: int) -> HttpResponse:
    """Leave it unanswered, and say why."""
    why = request.POST.get("why", "")
    return _act(
        request, occurrence_id, number, lambda one, by: answering.set_aside(one, by=by, why=why),
        aside_number=number, aside_why=why[:REASON_MAX],
    )  # fmt: skip


@members_only
@require_POST
def ama_merge(request: HttpRequest, occurrence_id: int, number: int) -> HttpResponse:
    """Make it part of another question, chosen by number."""
    wanted = whole_number(request.POST.get("into", "")) or 0

    def act(question: AmaQuestion, by: Member) -> None:
        other = AmaQuestion.objects.open().filter(occurrence=question.occurrence_id, number=wanted).first()
        if other is None:
            raise NotNow(Refusal(_("Choose another question of this AMA to merge it with.")))
        merging.merge(question, other, by=by)
        messages.success(request, _("Merged. The votes add up, and each person counts once."))

    return _act(request, occurrence_id, number, act)


@members_only
@require_POST
def ama_apart(request: HttpRequest, occurrence_id: int, number: int) -> HttpResponse:
    """Let a merged question stand for itself again."""
    return _act(request, occurrence_id, number, lambda one, by: merging.take_apart(one, by=by))


@members_only
@require_POST
def ama_next(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Finish the one that is on, and take the most wanted one."""
    found = hosted(request, occurrence_id)
    try:
        following = answering.next_one(found.occurrence, by=cast(Member, request.user))
    except NotNow as not_now:
        return host_page(request, found, status=not_now.refusal.status, problem=not_now.refusal)
    if following is None:
        messages.info(request, _("No question waits any more."))
    return redirect("ama_host", occurrence_id)
