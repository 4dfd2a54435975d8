"""The digest, for managers: the next one, its sections, the word at its head, previews and a test."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of
from config.lib.limits import DIGEST_TESTS, spend
from members.activity.log import record
from members.digest.counting import numbers
from members.digest.forms import NoteForm, PlanForm, PreviewForm
from members.digest.letters import why
from members.digest.models import DigestNote, DigestPlan
from members.digest.planning import (
    leave_out,
    move,
    next_for_all,
    plan_hour,
    preview_of,
    readers_of,
    send_test,
    take_in,
    week_of,
    week_of_next,
    write_note,
)
from members.digest.sections import SECTIONS, in_order
from members.digest.showing import EXPERIMENT, SUBJECTS, length_of, subject_of, told
from members.experiments.models import Experiment
from members.installation.models import Installation
from members.notifications.letters import speaking_to

MOVES = {"up": -1, "down": 1}


@managers_only
@require_safe
def digest(request: HttpRequest) -> HttpResponse:
    """The next digest and all that decides about it."""
    return _page(request)


def _page(request: HttpRequest, status: int = 200, **forms: Any) -> HttpResponse:
    plan = DigestPlan.current()
    leaves = next_for_all(plan)
    page = {
        "plan": plan, "next": leaves, "lets": plan.lets(week_of(leaves)), "numbers": numbers(),
        "rows": [(section, section.key in plan.left_out) for section in in_order(plan.order)],
        "note": DigestNote.current(), "experiment": Experiment.objects.filter(key=EXPERIMENT).first(),
        "experiment_key": EXPERIMENT, "subjects": list(SUBJECTS),
        "plan_form": PlanForm.showing(plan), "note_form": NoteForm.empty(), "preview_form": PreviewForm(),
    }  # fmt: skip
    return render(request, "members/digest/manage.html", page | forms, status=status)


@managers_only
@require_POST
def digest_plan(request: HttpRequest) -> HttpResponse:
    """Keep day and hour."""
    form = PlanForm(request.POST)
    if not form.is_valid():
        return _page(request, 422, plan_form=form)
    plan_hour(**form.cleaned_data, by=member_of(request))
    messages.success(request, _("Saved."))
    return redirect("digest")


@managers_only
@require_POST
def digest_approve(request: HttpRequest) -> HttpResponse:
    """Let the next digests leave."""
    with transaction.atomic():
        DigestPlan.locked().approve(week_of_next(), by=member_of(request))
    messages.success(request, _("Approved. The digest leaves at its hour."))
    return redirect("digest")


@managers_only
@require_POST
def digest_move(request: HttpRequest, section: str) -> HttpResponse:
    """Put a section one place up or down."""
    way = request.POST.get("to", "")
    if section not in SECTIONS or way not in MOVES:
        raise Http404
    move(SECTIONS[section], MOVES[way], by=member_of(request))
    return redirect("digest")


@managers_only
@require_POST
def digest_switch(request: HttpRequest, section: str) -> HttpResponse:
    """Leave a section out, or take it in again."""
    if section not in SECTIONS:
        raise Http404
    act = take_in if request.POST.get("on") == "1" else leave_out
    act(SECTIONS[section], by=member_of(request))
    return redirect("digest")


@managers_only
@require_POST
def digest_note(request: HttpRequest) -> HttpResponse:
    """Put a word at the head."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, 422, note_form=form)
    write_note(form.cleaned_data["source"], form.ends_at, by=member_of(request))
    messages.success(request, _("It stands at the head of the digest from now on."))
    return redirect("digest")


@managers_only
@require_POST
def digest_note_end(request: HttpRequest, note_id: int) -> HttpResponse:
    """Take the word away before its last day."""
    get_object_or_404(DigestNote, pk=note_id).end(by=member_of(request))
    messages.success(request, _("It is not in the digest any more."))
    return redirect("digest")


@managers_only
@require_POST
def digest_test(request: HttpRequest) -> HttpResponse:
    """Send a manager what they would get."""
    me = member_of(request)
    spend(DIGEST_TESTS, me.pk)
    if send_test(by=me) is None:
        messages.info(request, _("The last week holds nothing for you, so there is nothing to send."))
    else:
        messages.success(request, _("It is on its way to %(address)s.") % {"address": me.email})
    return redirect("digest")


@managers_only
@require_POST
def digest_preview(request: HttpRequest) -> HttpResponse:
    """The digest as a member would get it now, with their rights, in their language; that one looked is kept."""
    form = PreviewForm(request.POST)
    if not form.is_valid():
        return _page(request, 422, preview_form=form)
    person = form.cleaned_data["person"]
    with transaction.atomic():
        record("digest.previewed", actor=member_of(request), subject=person)
    found = told(readers_of(person), {person.pk: preview_of(person)})[person.pk]
    page: dict[str, Any] = {"person": person, "told": found, "form": form}
    with speaking_to(person):
        if found.is_worth_it:
            page |= {
                "subject": subject_of(found, person, None),
                "length": length_of(found),
                "why": why(Installation.current().name),
            }
    return render(request, "members/digest/preview.html", page)
