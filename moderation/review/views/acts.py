"""Small acts on a case: claim and release, notes, putting it off, giving it to somebody."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import member_of, moderators_only
from config.lib.htmx import is_fragment
from members.activity.log import record
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from members.profiles.roles import Role
from moderation.review.cases import CaseNote
from moderation.review.forms import NoteForm, SeverityForm
from moderation.review.page import page_of
from moderation.review.permissions import may_decide, may_review
from moderation.review.queue import next_after
from moderation.review.timing import snooze_until
from moderation.review.views.bench import address_of, bench, case_or_404, shelf_of
from moderation.review.weighing import set_severity

WHY_MAX = 200


def _workable(request: HttpRequest, case_id: int) -> Any:
    """The case, if the sender may work on it."""
    found = case_or_404(request, case_id)
    if (refusal := may_review(member_of(request), found)) is not None:
        raise PermissionDenied(refusal.sentence)
    return found


@moderators_only
@require_POST
def case_claim(request: HttpRequest, case_id: int) -> HttpResponse:
    """Have it for ten minutes from now, if nobody else has; the script asks while somebody is at work."""
    found = _workable(request, case_id)
    taken = found.closed_at is None and found.claim(by=member_of(request))
    if is_fragment(request):
        return HttpResponse(status=204 if taken else 409)
    if not taken:
        messages.info(request, _("Somebody else has it open now."))
    return redirect(address_of(found, shelf_of(request)))


@moderators_only
@require_POST
def case_release(request: HttpRequest, case_id: int) -> HttpResponse:
    """Let others have it at once; back to the queue."""
    found = _workable(request, case_id)
    found.release(by=member_of(request))
    messages.success(request, _("The case is free for others."))
    return redirect(address_of(None, shelf_of(request)))


@moderators_only
@require_POST
def case_note(request: HttpRequest, case_id: int) -> HttpResponse:
    """Tell the others of the team something; the member never reads it."""
    viewer, found, form = member_of(request), _workable(request, case_id), NoteForm(request.POST)
    if not form.is_valid():
        page = page_of(found, viewer, shelf=shelf_of(request))
        page.note = form
        return bench(request, page, status=422)
    with transaction.atomic():
        CaseNote.objects.create(case=found, by=viewer, words=form.cleaned_data["words"])
        record("case.noted", actor=viewer, subject=found)
    return redirect(f"{address_of(found, shelf_of(request))}#notes")


@moderators_only
@require_POST
def case_severity(request: HttpRequest, case_id: int) -> HttpResponse:
    """Say how severe it is; less than severe, with a reason. Its due time follows."""
    viewer, found, form = member_of(request), _workable(request, case_id), SeverityForm(request.POST)
    if found.is_appeal:
        raise Http404
    if form.is_valid():
        try:
            set_severity(found, form.cleaned_data["severity"], by=viewer, why=form.cleaned_data["why"])
        except NotNow as refused:
            form.add_error("why", refused.refusal.sentence)
    if form.errors:
        page = page_of(found, viewer, shelf=shelf_of(request))
        page.severity = form
        return bench(request, page, status=422)
    messages.success(request, _("The severity is set. The due time follows it."))
    return redirect(address_of(found, shelf_of(request)))


@moderators_only
@require_POST
def case_snooze(request: HttpRequest, case_id: int) -> HttpResponse:
    """Put it off for an hour, until tomorrow or until Monday, never past its due time; then the next one."""
    viewer, found = member_of(request), _workable(request, case_id)
    until = snooze_until(request.POST.get("until", ""), viewer, found.due_at)
    if until is None or found.closed_at is not None:
        messages.error(request, _("Choose until when, of a case that is open."))
        return redirect(address_of(found, shelf_of(request)))
    if until <= timezone.now():
        messages.error(request, _("It is overdue, so it cannot be put off. Decide it, or give it to somebody."))
        return redirect(address_of(found, shelf_of(request)))
    if found.is_claimed_against(viewer):
        messages.info(request, _("Somebody else has it open now."))
        return redirect(address_of(found, shelf_of(request)))
    found.snooze(until, by=viewer)
    words = _("Put off until %(day)s. It stands under “Later”; its due time stays.")
    if until == found.due_at:
        words = _("Put off until %(day)s, when it is due. It stands under “Later”.")
    day = formats.date_format(until.astimezone(viewer.zone), "DATETIME_FORMAT")
    messages.success(request, words % {"day": day})
    name = shelf_of(request)
    return redirect(address_of(next_after(found, name, viewer), name))


@moderators_only
@require_POST
def case_wake(request: HttpRequest, case_id: int) -> HttpResponse:
    """Have a case that was put off back in the queue."""
    found = _workable(request, case_id)
    found.wake(by=member_of(request))
    messages.success(request, _("It is back in the queue."))
    return redirect(address_of(found, shelf_of(request)))


@moderators_only
@require_safe
def case_hand(request: HttpRequest, case_id: int) -> HttpResponse:
    """To whom it can be given."""
    found = _workable(request, case_id)
    return _hand(request, found)


@moderators_only
@require_POST
def case_give(request: HttpRequest, case_id: int) -> HttpResponse:
    """Let it be somebody's who may decide it, or nobody's."""
    found, wanted = _workable(request, case_id), request.POST.get("to", "")
    target = next((one for one in takers(found) if str(one.pk) == wanted), None)
    if wanted and target is None:
        return _hand(request, found, _("This member cannot have the case. Choose somebody from the list."), 422)
    why = request.POST.get("why", "").strip()
    if len(why) > WHY_MAX:
        return _hand(request, found, _("Give the reason in at most %(most)d characters.") % {"most": WHY_MAX}, 422)
    found.give(target, by=member_of(request), why=why)
    words = _("%(name)s has it.") % {"name": target.name} if target is not None else _("It is nobody’s in particular.")
    messages.success(request, words)
    return redirect(address_of(found, shelf_of(request)))


def takers(found: Any) -> list[Member]:
    """Who of the team may decide this case."""
    team = Member.objects.present().exclude(role=Role.MEMBER).order_by("name", "pk")
    return [one for one in team if may_decide(one, found) is None]


def _hand(request: HttpRequest, found: Any, problem: str = "", status: int = 200) -> HttpResponse:
    wanted = request.POST.get("to", str(found.assigned_to_id or ""))
    context = {
        "case": found, "takers": takers(found), "problem": problem, "shelf": shelf_of(request), "wanted": wanted,
        "why": request.POST.get("why", found.assigned_why), "most": WHY_MAX,
    }  # fmt: skip
    return render(request, "moderation/review/hand.html", context, status=status)
