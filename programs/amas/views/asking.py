"""Asking, voting, changing one's mind."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.lib.audience import members_only, public
from config.lib.htmx import is_fragment
from config.lib.limits import COMPLETE, VOTES, by_member, limited, spend
from config.lib.net import network_of
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal
from members.profiles.submissions import SameKeyOtherText, typed_key
from programs.amas import asking, voting
from programs.amas.anonymous import asked_here, remember
from programs.amas.models import QUESTION_MAX, AmaQuestion
from programs.amas.showing import Ama, Shown, shown
from programs.amas.similar import similar
from programs.amas.views.page import ama_page, the_ama, the_question


@members_only
@require_POST
def ama_ask(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Ask something."""
    found, words = the_ama(request, occurrence_id), request.POST.get("question", "")
    anonymous = bool(request.POST.get("anonymous"))
    more: dict[str, Any] = {"key": typed_key(request.POST.get("key", "")), "is_anonymous": anonymous}
    try:
        question = asking.ask(
            found.occurrence, by=cast(Member, request.user), words=words, key=str(more["key"]), anonymous=anonymous,
            insist=request.POST.get("insist", ""), sender="" if anonymous else network_of(request),
        )  # fmt: skip
    except NotNow as not_now:
        return _refused(request, found, not_now.refusal, words, **more)
    except asking.NoQuestion as error:
        return _refused(request, found, Refusal(str(error)), words, status=422, **more)
    except SameKeyOtherText:
        refusal = Refusal(_("This was sent already, with other words. Open the page again to ask this too."))
        return _refused(request, found, refusal, words, status=422, **more)
    said = _("Asked. It waits for a moderator first.") if question.held_at else _("Asked. Others can vote for it now.")
    messages.success(request, said)
    response = redirect(f"{found.url}?show=mine#q{question.number}")
    if anonymous:
        remember(request, response, question.pk)
    return response


def _refused(
    request: HttpRequest, found: Ama, refusal: Refusal, words: str, *, status: int = 0, **more: Any
) -> HttpResponse:
    """Say what is in the way, with what was typed."""
    kept = words[: QUESTION_MAX * 4]
    response = ama_page(request, found, status=status or refusal.status, words=kept, problem=refusal, **more)
    if refusal.until:
        response["Retry-After"] = str(refusal.retry_after)
    return response


@public
@require_safe
def ama_similar(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Questions like the one that is being typed."""
    found = the_ama(request, occurrence_id)
    spend(COMPLETE, by_member(request))
    questions = similar(found.occurrence, request.GET.get("question", "")[:QUESTION_MAX])
    return render(request, "programs/amas/_similar.html", {"ama": found, "questions": questions})


@members_only
@require_POST
@limited(VOTES, key=by_member)
def ama_vote(request: HttpRequest, occurrence_id: int, number: int) -> HttpResponse:
    """Vote for a question, or take the vote back."""
    found = the_ama(request, occurrence_id)
    question = the_question(request, found, number)
    wanted = request.POST.get("wanted") == "yes"
    try:
        question = voting.vote(question, by=cast(Member, request.user), wanted=wanted)
    except NotNow as not_now:
        if is_fragment(request):
            one = shown(request.user, [question], mine=asked_here(request), may_vote=True)[0]
            return _vote(request, found, one, problem=not_now.refusal.sentence)
        return ama_page(request, found, status=not_now.refusal.status, problem=not_now.refusal)
    if is_fragment(request):
        return _vote(request, found, Shown(question, [], voted=wanted, may_vote=True))
    return redirect(f"{found.url}#q{number}")


def _vote(request: HttpRequest, found: Ama, one: Shown, *, problem: str = "") -> HttpResponse:
    context = {"ama": found, "one": one, "problem": problem}
    return render(request, "programs/amas/_vote.html", context, status=403 if problem else 200)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def ama_edit(request: HttpRequest, occurrence_id: int, number: int) -> HttpResponse:
    """Say it in other words, while nobody answers."""
    found = the_ama(request, occurrence_id)
    question = the_question(request, found, number)
    if request.method != "POST":
        return _editing(request, found, question, question.words)
    words = request.POST.get("question", "")
    try:
        asking.edit(
            question, by=cast(Member, request.user), words=words, mine=question.pk in asked_here(request),
            insist=request.POST.get("insist", ""),
        )  # fmt: skip
    except NotNow as not_now:
        return _editing(request, found, question, words, not_now.refusal, not_now.refusal.status)
    except asking.NoQuestion as error:
        return _editing(request, found, question, words, Refusal(str(error)), 422)
    messages.success(request, _("Saved."))
    return redirect(f"{found.url}?show=mine#q{number}")


def _editing(
    request: HttpRequest, found: Ama, question: AmaQuestion, words: str, problem: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {
        "ama": found, "question": question, "words": words[: QUESTION_MAX * 4], "problem": problem,
        "question_max": QUESTION_MAX,
    }  # fmt: skip
    return render(request, "programs/amas/edit.html", context, status=status)


@members_only
@require_POST
def ama_withdraw(request: HttpRequest, occurrence_id: int, number: int) -> HttpResponse:
    """Ask it no more."""
    found = the_ama(request, occurrence_id)
    question = the_question(request, found, number)
    try:
        asking.withdraw(question, by=cast(Member, request.user), mine=question.pk in asked_here(request))
    except NotNow as not_now:
        return ama_page(request, found, status=not_now.refusal.status, problem=not_now.refusal)
    messages.success(request, _("Taken back. Votes for it are free again."))
    return redirect(found.url)


@members_only
@require_POST
def ama_hear(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Be told when one's own questions are answered, or not."""
    found = the_ama(request, occurrence_id)
    wanted = request.POST.get("wanted") == "yes"
    asking.choose_to_hear(found.occurrence, by=cast(Member, request.user), wanted=wanted)
    messages.success(request, _("You are told when yours is answered.") if wanted else _("You are not told any more."))
    return redirect(found.url)
