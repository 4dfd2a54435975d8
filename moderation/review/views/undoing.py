"""Undoing within 30 seconds, and opening a decided case again with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from config.lib.audience import member_of, moderators_only
from members.profiles.refusing import NotNow
from moderation.review.deciding import DecidedMeanwhile, TooLate, undo
from moderation.review.decisions import Decision
from moderation.review.forms import ReasonForm
from moderation.review.page import page_of
from moderation.review.takingback import agree_to_take_back, decline_to_take_back, reopen, waiting_for
from moderation.review.told import outcome
from moderation.review.views.bench import bench, case_or_404, shelf_of
from moderation.review.views.second import decision_or_404

NOT_ASKED = gettext_lazy("Nobody asks any more that this is taken back.")


@moderators_only
@require_POST
def decision_undo(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Take everything back; the case is open again. After 30 seconds: how to open it again."""
    decision = decision_or_404(request, decision_id)
    try:
        undo(decision, by=member_of(request))
    except TooLate:
        words = _("The 30 seconds to undo are over. You can open the case again, with a reason; the member is told.")
        return _late(request, decision, words, ReasonForm(), 409)
    except DecidedMeanwhile:
        messages.info(request, _("This decision does not hold any more."))
    except NotNow as refused:
        return _late(request, decision, str(refused.refusal), None, 422)
    else:
        messages.success(request, _("Undone. The case is open again."))
    return redirect(decision.case)


@moderators_only
@require_POST
def decision_reopen(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Reverse what was decided, with a reason, and have the case open again."""
    decision, form = decision_or_404(request, decision_id), ReasonForm(request.POST)
    if not form.is_valid():
        return _late(request, decision, "", form, 422)
    try:
        asked = reopen(decision, by=member_of(request), why=form.cleaned_data["why"])
    except DecidedMeanwhile:
        messages.info(request, _("This decision does not hold any more."))
    except NotNow as refused:
        return _late(request, decision, str(refused.refusal), None, 422)
    else:
        words = _("Everything the decision did is taken back. The case is open again.")
        proposed = _("Two decided this: another moderator is asked to agree. Until then it stands.")
        messages.success(request, proposed if asked is not None else words)
    return redirect(decision.case)


@moderators_only
@require_POST
def decision_back_agree(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Agree that what two decided is taken back, as another moderator asked."""
    decision = decision_or_404(request, decision_id)
    try:
        agree_to_take_back(waiting_for(decision), by=member_of(request))
    except DecidedMeanwhile:
        messages.info(request, NOT_ASKED)
    except NotNow as refused:
        return _late(request, decision, str(refused.refusal), None, 422)
    else:
        messages.success(request, _("Everything the decision did is taken back. The case is open again."))
    return redirect(decision.case)


@moderators_only
@require_POST
def decision_back_decline(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Do not agree that it is taken back, with a reason for who asked; or ask no more."""
    viewer, decision, form = member_of(request), decision_or_404(request, decision_id), ReasonForm(request.POST)
    asked = waiting_for(decision)
    own = asked is not None and asked.asked_by_id == viewer.pk
    if asked is not None and not own and not form.is_valid():
        return _declining(request, decision, form, 422)
    try:
        decline_to_take_back(asked, by=viewer, why=form.cleaned_data["why"] if form.is_valid() else "")
    except DecidedMeanwhile:
        messages.info(request, NOT_ASKED)
    except NotNow as refused:
        return _late(request, decision, str(refused.refusal), None, 422)
    else:
        messages.success(request, _("The decision stands."))
    return redirect(decision.case)


def _declining(request: HttpRequest, decision: Decision, form: ReasonForm, status: int) -> HttpResponse:
    """The case again, with what was typed."""
    problem = " ".join(str(error) for error in form.errors["why"])
    page = page_of(case_or_404(request, decision.case_id), member_of(request), shelf=shelf_of(request), problem=problem)
    page.why = request.POST.get("why", "")[:500]
    return bench(request, page, status=status)


def _late(request: HttpRequest, decision: Decision, words: str, form: ReasonForm | None, status: int) -> HttpResponse:
    context = {"decision": decision, "outcome": outcome(decision), "words": words, "form": form}
    return render(request, "moderation/review/late.html", context, status=status)
