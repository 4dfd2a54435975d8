"""Reading and deciding one application."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of
from members.ambassadors.applying import AmbassadorApplication
from members.ambassadors.forms import AskForm, DecisionForm, NoteForm
from members.ambassadors.reviewing import ask_back, may_decide, note
from members.profiles.refusing import NotNow
from members.recognition.ladder import Step
from members.recognition.showing import path_of


def _found(request: HttpRequest, asked_id: int) -> AmbassadorApplication:
    rows = AmbassadorApplication.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("nomination__member", "nomination__decided_by"), pk=asked_id)


@managers_only
@require_safe
def application(request: HttpRequest, asked_id: int) -> HttpResponse:
    """What somebody answered, what the rules and the readers say, and the decision."""
    return _page(request, _found(request, asked_id))


def _page(request: HttpRequest, found: AmbassadorApplication, status: int = 200, **forms: Any) -> HttpResponse:
    me, member = member_of(request), found.nomination.member
    notes = list(found.notes.select_related("author"))
    own = next((one for one in notes if one.author_id == me.pk), None)
    said = {"leaning": own.leaning, "words": own.words} if own else {}
    page = {
        "application": found,
        "member": member,
        "criteria": path_of(member, me, Step.AMBASSADOR),
        "notes": notes,
        "asked_back": found.asked_back.select_related("asked_by"),
        "refusal": may_decide(me, found),
        "note_form": NoteForm(initial=said, auto_id="note_%s"),
        "ask_form": AskForm(auto_id="ask_%s"),
        "decision_form": DecisionForm(auto_id="decision_%s"),
        "has_problem": status == 422,
    } | forms
    return render(request, "members/ambassadors/application.html", page, status=status)


@managers_only
@require_POST
def note_down(request: HttpRequest, asked_id: int) -> HttpResponse:
    """Write down what one thinks of it."""
    found, form = _found(request, asked_id), NoteForm(request.POST, auto_id="note_%s")
    if not form.is_valid():
        return _page(request, found, 422, note_form=form)
    try:
        note(found, form.cleaned_data["leaning"], form.cleaned_data["words"], by=member_of(request))
    except NotNow as no:
        form.add_error(None, no.refusal.sentence)
        return _page(request, found, 422, note_form=form)
    messages.success(request, _("Your note is there."))
    return redirect(found)


@managers_only
@require_POST
def ask(request: HttpRequest, asked_id: int) -> HttpResponse:
    """Ask the applicant something."""
    found, form = _found(request, asked_id), AskForm(request.POST, auto_id="ask_%s")
    if not form.is_valid():
        return _page(request, found, 422, ask_form=form)
    try:
        ask_back(found, form.cleaned_data["question"], by=member_of(request))
    except NotNow as no:
        form.add_error(None, no.refusal.sentence)
        return _page(request, found, 422, ask_form=form)
    messages.success(request, _("%(name)s is asked.") % {"name": found.nomination.member.name})
    return redirect(found)


@managers_only
@require_POST
def accept(request: HttpRequest, asked_id: int) -> HttpResponse:
    """Say yes."""
    return _decide(request, asked_id, yes=True)


@managers_only
@require_POST
def decline(request: HttpRequest, asked_id: int) -> HttpResponse:
    """Say no, with a reason."""
    return _decide(request, asked_id, yes=False)


def _decide(request: HttpRequest, asked_id: int, *, yes: bool) -> HttpResponse:
    found, me = _found(request, asked_id), member_of(request)
    form = DecisionForm(request.POST, needed=not yes, auto_id="decision_%s")
    refusal = may_decide(me, found) if found.is_open else None
    if refusal is not None:
        form.add_error(None, refusal.sentence)
    if not form.is_valid():
        return _page(request, found, 422, decision_form=form)
    act = found.accept if yes else found.decline
    if act(form.cleaned_data["reason"], by=me):
        messages.success(request, _("%(name)s is told.") % {"name": found.nomination.member.name})
    else:
        messages.info(request, _beforehand(_found(request, asked_id)))
    return redirect(found)


def _beforehand(found: AmbassadorApplication) -> str:
    """Who decided before, in a sentence for whoever came second."""
    if found.is_withdrawn:
        return _("%(name)s took the application back before.") % {"name": found.nomination.member.name}
    by = found.nomination.decided_by
    said = {"name": by.name if by else _("Somebody of the team")}
    if found.nomination.accepted:
        return _("%(name)s said yes before you. What you wrote was not sent.") % said
    return _("%(name)s said no before you. What you wrote was not sent.") % said
