"""The case of an appeal, for the team: what was decided, what is said, an answer, and the decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import member_of, moderators_only
from members.profiles.refusing import NotNow
from moderation.appeals.deciding import SaidMeanwhile, overturn, uphold
from moderation.appeals.forms import AnswerForm, DecisionForm, NoteForm
from moderation.appeals.looking import claim, look_into
from moderation.appeals.models import Appeal
from moderation.appeals.noting import note_on
from moderation.appeals.opening import DecidedBefore, answer
from moderation.appeals.permissions import may_note, nobody_can_decide
from moderation.appeals.showing import lines_of, outcome_of, turns_of
from moderation.appeals.subject import title_of
from moderation.review.cases import Case
from moderation.review.deciding import ClaimedMeanwhile, DecidedMeanwhile
from moderation.review.looking import is_prefetch
from moderation.review.panels import drawn, panels_of
from moderation.review.permissions import may_decide
from moderation.review.subjects import KINDS, Item
from moderation.review.whole import whole_of

Act = Callable[..., Appeal]


@moderators_only
@never_cache
@require_safe
def appeal_case(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """The appeal; who opens it has it for ten minutes, if they may decide it."""
    found, case = _found(request, appeal_id)
    is_ahead = is_prefetch(request)
    if is_ahead and _is_private(case, _item(found)):
        return HttpResponse(status=503)  # nobody looks at it yet
    if request.method == "GET" and not is_ahead:
        claim(found, case, by=member_of(request))
    return _page(request, found, case)


@moderators_only
@require_POST
def say(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """Answer the member without deciding."""
    (found, case), form = _found(request, appeal_id), AnswerForm(request.POST, auto_id="answer_%s")
    if not form.is_valid():
        return _page(request, found, case, 422, answer_form=form)
    given = form.cleaned_data
    try:
        answer(found, case, given["words"], by=member_of(request), submission=given["submission"])
    except NotNow as no:
        form.add_error(None, no.refusal.sentence)
        return _page(request, found, case, 422, answer_form=form)
    except DecidedBefore:
        form.add_error(None, _("The appeal was decided in the meantime."))
        return _page(request, *_found(request, appeal_id), 409, answer_form=form)
    messages.success(request, _("Sent to the member."))
    return redirect("appeal_case", appeal_id)


@moderators_only
@require_POST
def note(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """Tell the others of the team something, also when it is decided; the member never reads it."""
    me, (found, case), form = member_of(request), _found(request, appeal_id), NoteForm(request.POST, auto_id="note_%s")
    if not form.is_valid():
        return _page(request, found, case, 422, note_form=form)
    if (refusal := may_note(me, case)) is not None:
        raise PermissionDenied(refusal.sentence)
    note_on(case, form.cleaned_data["words"], by=me)
    messages.success(request, _("The note is kept for the team."))
    return redirect(f"{reverse('appeal_case', args=[appeal_id])}#notes")


@moderators_only
@require_POST
def uphold_appeal(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """The decision stands."""
    return _decide(request, appeal_id, uphold)


@moderators_only
@require_POST
def reverse_appeal(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """The decision is taken back, with everything it did."""
    return _decide(request, appeal_id, overturn)


def _decide(request: HttpRequest, appeal_id: int, act: Act) -> HttpResponse:
    (found, case), form = _found(request, appeal_id), DecisionForm(request.POST, auto_id="decision_%s")
    if not form.is_valid():
        return _page(request, found, case, 422, decision_form=form)
    try:
        act(found, form.cleaned_data["reasons"], by=member_of(request), read=form.cleaned_data["read"])
    except NotNow as no:
        problem, status = no.refusal.sentence, 422
    except ClaimedMeanwhile as other:
        who = other.case.claimed_by
        problem, status = _("%(name)s has it open. Take it when it is free.") % {"name": who.name if who else "?"}, 409
    except SaidMeanwhile:
        problem, status = _("There is a new message. Read it, then decide again. Your reasons are kept."), 409
    except (DecidedBefore, DecidedMeanwhile):
        problem, status = _("This was decided in the meantime."), 409
    else:
        messages.success(request, _("Decided. The member is told, with your reasons."))
        return redirect("appeal_case", appeal_id)
    if status == 409:  # the next time it is about what is shown now
        again = request.POST.copy()
        again["read"] = str(_last(found))
        form.data = again
    form.add_error(None, problem)
    return _page(request, *_found(request, appeal_id), status, decision_form=form)


def _found(request: HttpRequest, appeal_id: int) -> tuple[Appeal, Case]:
    """The appeal and its case, if the viewer may see the case."""
    rows = Appeal.objects.reviewed_by(request.user)
    people = ("by", "first_moderator", "second_moderator", "decided_by")
    found: Appeal = get_object_or_404(
        rows.select_related("decision__case", "decision__rule", "decision__decided_by", *people), pk=appeal_id
    )
    case = found.case()
    if case is None:
        raise Http404
    return found, case


def _item(found: Appeal) -> Item | None:
    """The thing the decision is about."""
    kind = KINDS.get(found.decision.case.subject_type)
    item = kind.one(found.decision.case.subject_id) if kind else None
    return item.discreet() if item is not None else None


def _is_private(case: Case, item: Item | None) -> bool:
    """Whether it stands in a private place, or does by now."""
    return case.is_private or (item is not None and item.is_private)


def _last(found: Appeal) -> int:
    last = found.messages.last()
    return last.pk if last else 0


def _page(request: HttpRequest, found: Appeal, case: Case, status: int = 200, **forms: Any) -> HttpResponse:
    me, decision, item = member_of(request), found.decision, _item(found)
    if request.method != "HEAD" and _is_private(case, item):
        look_into(found, case, by=me)
    refusal = may_decide(me, case, person=decision.person) if found.is_open else None
    panels = drawn(panels_of(case, None, me, ("person", "acts")), request)
    page = {
        "appeal": found,
        "case": case,
        "title": title_of(decision),
        "lines": lines_of(decision),
        "item": item,
        "rest": whole_of(decision, me).rest,
        "turns": turns_of(found, for_team=True),
        "outcome": outcome_of(found),
        "refusal": refusal,
        "waits": bool(refusal) and nobody_can_decide(found, case),
        "held_by": case.claimed_by if case.is_claimed_against(me) else None,
        "ends_at": case.claimed_until,
        "panels": [*panels["person"], *panels["acts"]],
        "notes": case.notes.select_related("by").order_by("pk"),
        "note_form": NoteForm(auto_id="note_%s") if may_note(me, case) is None else None,
        "answer_form": AnswerForm(auto_id="answer_%s"),
        "decision_form": DecisionForm(auto_id="decision_%s", initial={"read": _last(found)}),
        "is_late": case.is_overdue,
        "is_soon": case.closed_at is None and case.due_at - timezone.now() < timedelta(hours=4),
    } | forms
    return render(request, "moderation/appeals/case.html", page, status=status)
