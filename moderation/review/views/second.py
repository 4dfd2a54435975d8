"""The second moderator: agrees to a proposal, or does not; whoever proposed it takes it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.lib.audience import member_of, moderators_only
from members.profiles.refusing import NotNow
from moderation.review.cases import Case
from moderation.review.chosen import Chosen
from moderation.review.deciding import ChangedMeanwhile, DecidedMeanwhile, agree, decline
from moderation.review.decisions import Decision
from moderation.review.forms import ReasonForm
from moderation.review.page import page_of
from moderation.review.queue import next_after
from moderation.review.views.bench import address_of, bench, case_or_404, shelf_of
from moderation.review.views.deciding import decided


@moderators_only
@require_POST
def decision_agree(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Agree to what was proposed, about the thing as this page showed it."""
    viewer, decision = member_of(request), decision_or_404(request, decision_id)
    try:
        seen = Chosen(request.POST.getlist("joined")).versions
        agree(decision, by=viewer, version=request.POST.get("version", "")[:64], joined=seen)
    except DecidedMeanwhile as other:
        return _shown(request, decision, decided(other.decision), 409)
    except ChangedMeanwhile:
        return _shown(request, decision, _("It was changed since you opened it. Read the new words first."), 409)
    except NotNow as refused:
        return _shown(request, decision, str(refused.refusal), 422)
    name = shelf_of(request)
    return redirect(address_of(next_after(decision.case, name, viewer), name, done=decision.pk))


@moderators_only
@require_POST
def decision_decline(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Do not agree, with a reason for who proposed it; or take one's own proposal back."""
    viewer, decision = member_of(request), decision_or_404(request, decision_id)
    own, form = decision.decided_by_id == viewer.pk, ReasonForm(request.POST)
    if not own and not form.is_valid():
        return _shown(request, decision, _("Say why you do not agree, in a sentence for the team."), 422)
    try:
        decline(decision, by=viewer, why=form.cleaned_data["why"] if form.is_valid() else "")
    except DecidedMeanwhile as other:
        return _shown(request, decision, decided(other.decision), 409)
    except NotNow as refused:
        return _shown(request, decision, str(refused.refusal), 422)
    said = _("Your proposal is taken back. The case waits again.") if own else _("Not agreed. The case waits again.")
    messages.success(request, said)
    return redirect(address_of(decision.case, shelf_of(request)))


def decision_or_404(request: HttpRequest, decision_id: int) -> Any:
    """A decision of a case that this moderator may see."""
    seen = Case.objects.visible_to(member_of(request))
    rows = Decision.objects.filter(case__in=seen).select_related("case__about", "rule", "decided_by", "second_by")
    return get_object_or_404(rows, pk=decision_id)


def _shown(request: HttpRequest, decision: Decision, problem: str, status: int) -> HttpResponse:
    found = case_or_404(request, decision.case_id)
    page = page_of(found, member_of(request), shelf=shelf_of(request), problem=problem)
    page.why = request.POST.get("why", "")[:500]
    return bench(request, page, status=status)
