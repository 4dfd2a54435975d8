"""The managers' pages: entries against criteria, judges, refusing an entry."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.lib.audience import managers_only, member_of
from members.profiles.refusing import NotNow
from programs.challenges.addresses import entries_of
from programs.challenges.forms import JudgeForm, PublishForm
from programs.challenges.judging import name_judge, release_judge
from programs.challenges.jury import board_of
from programs.challenges.models import ChallengeEntry, ChallengeJudge
from programs.challenges.permissions import sees_names
from programs.challenges.phases import Phase
from programs.challenges.settling import NoReason, readmit, refuse
from programs.challenges.showing import Open
from programs.challenges.views.page import the_challenge


@managers_only
@require_safe
def challenge_entries(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Everything about the entries of one challenge."""
    return board_page(request, the_challenge(request, occurrence_id))


def board_page(request: HttpRequest, one: Open, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page, also as the answer to a form that was not accepted."""
    board = board_of(one)
    publish = more.pop("publish", None)
    if publish is None and one.phase == Phase.SETTLING and board.result is not None:
        initial = {"read_as": board.result.inputs}
        publish = PublishForm(rows=board.winners, titles=board.titles, initial=initial)
    context = {
        "one": one, "board": board, "judge_form": more.pop("judge_form", None) or JudgeForm(), "publish": publish,
        "is_settling": one.phase == Phase.SETTLING, "takes_judges": one.terms.judge_days and one.phase != Phase.RESULT,
    }  # fmt: skip
    return render(request, "programs/challenges/entries.html", context | more, status=status)


@managers_only
@require_http_methods(["GET", "HEAD", "POST"])
def challenge_look(request: HttpRequest, occurrence_id: int, number: int) -> HttpResponse:
    """One entry with its points; taking it out with a reason, or letting it take part after all."""
    found = the_challenge(request, occurrence_id)
    rows = ChallengeEntry.objects.filter(challenge=found.challenge, withdrawn_at=None)
    entry = get_object_or_404(rows.select_related("author", "challenge", "refused_by"), number=number)
    entry.challenge.occurrence = found.occurrence
    why, problem, status = request.POST.get("why", ""), "", 200
    if request.method == "POST":
        try:
            if request.POST.get("do") == "readmit":
                readmit(entry, by=member_of(request))
                messages.success(request, _("It takes part. Its author is told."))
            else:
                refuse(entry, why, by=member_of(request))
                messages.success(request, _("It does not take part. Its author is told why."))
            return redirect(entries_of(found.occurrence))
        except NoReason as error:
            problem, status = str(error), 422
        except NotNow as not_now:
            problem, status = not_now.refusal.sentence, not_now.refusal.status
    sheets = entry.sheets.filter(done_at__isnull=False, judge__released_at=None).select_related("judge__member")
    names = sees_names(request.user, entry.challenge, found.judge)
    context = {
        "one": found, "entry": entry, "problem": problem, "why": why[:600], "names": names,
        "sheets": [(sheet.judge.member, list(zip(found.terms.criteria, sheet.marks, strict=True))) for sheet in sheets],
    }  # fmt: skip
    return render(request, "programs/challenges/look.html", context, status=status)


@managers_only
@require_POST
def challenge_judge_add(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Name a judge."""
    found = the_challenge(request, occurrence_id)
    form = JudgeForm(request.POST)
    if form.is_valid():
        try:
            name_judge(found.occurrence, form.cleaned_data["handle"], by=member_of(request))
        except NotNow as not_now:
            form.add_error("handle", not_now.refusal.sentence)
    if form.errors:
        return board_page(request, found, status=422, judge_form=form)
    messages.success(request, _("Named, and told."))
    return redirect(f"{entries_of(found.occurrence)}#judges")


@managers_only
@require_POST
def challenge_judge_release(request: HttpRequest, occurrence_id: int, judge_id: int) -> HttpResponse:
    """Let somebody judge no more."""
    found = the_challenge(request, occurrence_id)
    judge = ChallengeJudge.objects.filter(challenge=found.challenge, pk=judge_id).first()
    if judge is None or found.challenge is None:
        raise Http404
    try:
        release_judge(judge, by=member_of(request))
        messages.success(request, _("They judge no more, and their points do not count."))
    except NotNow as not_now:
        messages.error(request, not_now.refusal.sentence)
    return redirect(f"{entries_of(found.occurrence)}#judges")
