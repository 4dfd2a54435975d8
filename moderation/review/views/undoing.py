"""Undoing within 30 seconds, and opening a decided case again with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.lib.audience import member_of, moderators_only
from members.profiles.refusing import NotNow
from moderation.review.deciding import DecidedMeanwhile, TooLate, reverse, undo
from moderation.review.decisions import Decision
from moderation.review.forms import ReasonForm
from moderation.review.told import outcome
from moderation.review.views.second import decision_or_404


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
        reverse(decision, by=member_of(request), why=form.cleaned_data["why"])
    except DecidedMeanwhile:
        messages.info(request, _("This decision does not hold any more."))
    except NotNow as refused:
        return _late(request, decision, str(refused.refusal), None, 422)
    else:
        messages.success(request, _("Everything the decision did is taken back. The case is open again."))
    return redirect(decision.case)


def _late(request: HttpRequest, decision: Decision, words: str, form: ReasonForm | None, status: int) -> HttpResponse:
    context = {"decision": decision, "outcome": outcome(decision), "words": words, "form": form}
    return render(request, "moderation/review/late.html", context, status=status)
