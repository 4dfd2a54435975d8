"""Putting down an answer, paragraph by paragraph."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from config.lib.audience import members_only
from config.lib.markup import PostTooLong
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal
from members.profiles.submissions import SameKeyOtherText, typed_key
from programs.amas import answering
from programs.amas.models import PARAGRAPH_MAX, AmaAnswer
from programs.amas.showing import Ama
from programs.amas.views.hosting import host_page, hosted, in_it


def _words(error: Exception) -> Refusal:
    if isinstance(error, PostTooLong):
        return Refusal(_("At most %(limit)d characters fit into a paragraph.") % {"limit": error.limit})
    if isinstance(error, SameKeyOtherText):
        return Refusal(_("This was saved already, with other words. Open the page again to add this too."))
    return Refusal(_("Write something first."))


@members_only
@require_POST
def ama_say(request: HttpRequest, occurrence_id: int, number: int) -> HttpResponse:
    """Save a paragraph: everybody reads it at once."""
    found = hosted(request, occurrence_id)
    source, question = request.POST.get("source", ""), in_it(found, number)
    more = {"source": source[: PARAGRAPH_MAX * 2], "key": typed_key(request.POST.get("key", ""))}
    try:
        answering.say(
            question, by=cast(Member, request.user), source=source, key=more["key"],
            as_guest=request.POST.get("as") != "host",
        )  # fmt: skip
    except NotNow as not_now:
        return host_page(request, found, status=not_now.refusal.status, problem=not_now.refusal, **more)
    except (answering.NothingSaid, PostTooLong, SameKeyOtherText) as error:
        return host_page(request, found, status=422, problem=_words(error), **more)
    return redirect("ama_host", occurrence_id)


def _answer(found: Ama, answer_id: int) -> AmaAnswer:
    rows = AmaAnswer.objects.open().filter(question__occurrence=found.occurrence).select_related("question")
    answer: AmaAnswer = get_object_or_404(rows, pk=answer_id)
    return answer


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def ama_say_otherwise(request: HttpRequest, occurrence_id: int, answer_id: int) -> HttpResponse:
    """Change a paragraph."""
    found = hosted(request, occurrence_id)
    answer = _answer(found, answer_id)
    if request.method != "POST":
        return _editing(request, found, answer, answer.source)
    source = request.POST.get("source", "")
    try:
        answering.say_otherwise(answer, by=cast(Member, request.user), source=source)
    except NotNow as not_now:
        return _editing(request, found, answer, source, not_now.refusal, not_now.refusal.status)
    except (answering.NothingSaid, PostTooLong) as error:
        return _editing(request, found, answer, source, _words(error), 422)
    messages.success(request, _("Saved."))
    return redirect("ama_host", occurrence_id)


def _editing(
    request: HttpRequest, found: Ama, answer: AmaAnswer, source: str, problem: Refusal | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "ama": found, "answer": answer, "source": source[: PARAGRAPH_MAX * 2], "problem": problem,
        "paragraph_max": PARAGRAPH_MAX,
    }  # fmt: skip
    return render(request, "programs/amas/answer_edit.html", context, status=status)


@members_only
@require_POST
def ama_unsay(request: HttpRequest, occurrence_id: int, answer_id: int) -> HttpResponse:
    """Take a paragraph away."""
    found = hosted(request, occurrence_id)
    answering.unsay(_answer(found, answer_id), by=cast(Member, request.user))
    messages.success(request, _("Deleted."))
    return redirect("ama_host", occurrence_id)
