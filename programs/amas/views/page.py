"""Reading an AMA: its page, one question, and the parts that open pages fetch anew."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from config.lib.audience import public
from programs.amas.addresses import slug_of
from programs.amas.anonymous import asked_here
from programs.amas.counting import SoFar, so_far
from programs.amas.models import QUESTION_MAX, AmaAnswer, AmaQuestion
from programs.amas.parting import body, now
from programs.amas.permissions import may_take_part
from programs.amas.showing import Ama, find_ama, open_page, shown


def the_ama(request: HttpRequest, occurrence_id: int) -> Ama:
    """The AMA of an address. Raises Http404 for what the reader may not see."""
    found = find_ama(request.user, occurrence_id)
    if found is None:
        raise Http404
    return found


def the_question(request: HttpRequest, ama: Ama, number: int) -> AmaQuestion:
    """One of its questions. Raises Http404."""
    rows = AmaQuestion.objects.visible_to(request.user, asked_here(request)).filter(occurrence=ama.occurrence)
    found: AmaQuestion = get_object_or_404(rows.select_related("author", "merged_into"), number=number)
    found.occurrence = ama.occurrence
    return found


@public
@require_safe
def ama(request: HttpRequest, occurrence_id: int, slug: str) -> HttpResponse:
    """The page of all phases."""
    found = the_ama(request, occurrence_id)
    if slug != slug_of(found.occurrence):
        return redirect(found.url, permanent=True)
    return ama_page(request, found)


def ama_page(request: HttpRequest, found: Ama, *, status: int = 200, words: str = "", **more: Any) -> HttpResponse:
    """The page, also as the answer to a form that was not accepted; `words` is what was typed."""
    asked = request.GET
    page = open_page(
        request.user, found, show=asked.get("show", ""), number=asked.get("page", "1"), mine=asked_here(request)
    )
    context = {
        "page": page, "ama": found, "words": words, "key": uuid.uuid4().hex, "question_max": QUESTION_MAX,
        "program": found.occurrence.program, "space": found.occurrence.program.space,
        "pages_address": f"?show={page.show}&page=", "so_far": SoFar.of(page.counts),
    }  # fmt: skip
    return render(request, "programs/amas/ama.html", context | more, status=status)


@public
@require_safe
def ama_question(request: HttpRequest, occurrence_id: int, number: int) -> HttpResponse:
    """One question by itself; what became part of another one leads there."""
    found = the_ama(request, occurrence_id)
    question = the_question(request, found, number)
    if question.merged_into is not None:
        return redirect("ama_question", occurrence_id, question.merged_into.number)
    may_vote = may_take_part(request.user, found.occurrence, found.plan) is None
    one = shown(request.user, [question], mine=asked_here(request), may_vote=may_vote)[0]
    space, numbers = found.occurrence.program.space, so_far(found.occurrence)
    context = {"ama": found, "one": one, "space": space, "so_far": numbers}
    return render(request, "programs/amas/question.html", context)


@public
@require_safe
def ama_body(request: HttpRequest, occurrence_id: int, number: int) -> HttpResponse:
    """State and answer of one question, the same for everybody who may read it."""
    html = body(the_ama(request, occurrence_id), number)
    if html is None:
        raise Http404
    return HttpResponse(html)


@public
@require_safe
def ama_now(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Which phase it is, and which question is on."""
    return HttpResponse(now(the_ama(request, occurrence_id)))


@public
@require_safe
def ama_answer(request: HttpRequest, occurrence_id: int, answer_id: int) -> HttpResponse:
    """One paragraph with how it read before."""
    found = the_ama(request, occurrence_id)
    rows = AmaAnswer.objects.visible_to(request.user).filter(question__occurrence=found.occurrence)
    answer = get_object_or_404(rows.select_related("author", "question"), pk=answer_id)
    versions = answer.versions.select_related("by").order_by("-pk")
    context = {"ama": found, "answer": answer, "versions": versions, "space": found.occurrence.program.space}
    return render(request, "programs/amas/answer.html", context)
