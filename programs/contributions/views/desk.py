"""The editors' pages: what came in, reading one with its changes, deciding, publishing; and who edits."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of, members_only
from config.lib.numbers import whole_number
from members.profiles.refusing import NotNow, Refusal
from programs.contributions import deciding, publishing
from programs.contributions.addresses import desk_of, review_of
from programs.contributions.deciding import NoWords
from programs.contributions.forms import EditorForm
from programs.contributions.models import WORDS_MAX, CallEditor, Contribution
from programs.contributions.permissions import may_decide, may_manage, may_publish
from programs.contributions.showing import Call, desk, steps_of, versions_of
from programs.contributions.views.reading import the_call

DECISIONS = {"send_back": deciding.send_back, "accept": deciding.accept, "decline": deciding.decline}


def _edited(request: HttpRequest, occurrence_id: int) -> Call:
    """A call the viewer edits. Raises Http404 for everybody else."""
    call = the_call(request, occurrence_id)
    if not call.edits:
        raise Http404
    return call


@members_only
@require_safe
def contribution_desk(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Everything that came in for one call."""
    return _desk(request, _edited(request, occurrence_id))


def _desk(request: HttpRequest, call: Call, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "call": call, "desk": desk(request.user, call), "names": may_manage(request.user) is None,
        "editor_form": more.pop("editor_form", None) or EditorForm(),
    }  # fmt: skip
    return render(request, "programs/contributions/desk.html", context | more, status=status)


@managers_only
@require_POST
def contribution_editor_add(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Name an editor."""
    call = _edited(request, occurrence_id)
    form = EditorForm(request.POST)
    if form.is_valid():
        try:
            deciding.name_editor(call.occurrence, form.cleaned_data["handle"], by=member_of(request))
        except NotNow as not_now:
            form.add_error("handle", not_now.refusal.sentence)
    if form.errors:
        return _desk(request, call, status=422, editor_form=form)
    messages.success(request, _("Named, and told."))
    return redirect(f"{desk_of(call.occurrence)}#editors")


@managers_only
@require_POST
def contribution_editor_release(request: HttpRequest, occurrence_id: int, editor_id: int) -> HttpResponse:
    """Let somebody edit no more."""
    call = _edited(request, occurrence_id)
    editor = get_object_or_404(CallEditor.objects.filter(occurrence=call.occurrence), pk=editor_id)
    try:
        deciding.release_editor(editor, by=member_of(request))
    except NotNow as not_now:
        return _desk(request, call, status=not_now.refusal.status, problem=not_now.refusal)
    messages.success(request, _("They edit this call no more."))
    return redirect(f"{desk_of(call.occurrence)}#editors")


def _read(request: HttpRequest, occurrence_id: int, contribution_id: int) -> tuple[Call, Contribution]:
    """One that came in, for its editors. Raises Http404."""
    call = _edited(request, occurrence_id)
    rows = Contribution.objects.for_editor(request.user).filter(occurrence=call.occurrence)
    one: Contribution = get_object_or_404(rows.select_related("author", "thread", "guide"), pk=contribution_id)
    one.occurrence = call.occurrence
    return call, one


@members_only
@require_safe
def contribution_review(request: HttpRequest, occurrence_id: int, contribution_id: int) -> HttpResponse:
    """Read one, with what changed since the version before, and what was said."""
    return _review(request, *_read(request, occurrence_id, contribution_id))


def _review(request: HttpRequest, call: Call, one: Contribution, *, status: int = 200, **more: Any) -> HttpResponse:
    versions = versions_of(one)
    context = {
        "call": call, "one": one, "latest": versions[0], "versions": versions, "steps": steps_of(one),
        "decide_refusal": may_decide(request.user, one), "publish_refusal": may_publish(request.user, one),
        "words_max": WORDS_MAX,
    }  # fmt: skip
    return render(request, "programs/contributions/review.html", context | more, status=status)


def _answered(request: HttpRequest, call: Call, one: Contribution, error: Exception) -> HttpResponse:
    """Why it was not done; what was typed stays, and what is read is how it stands now."""
    refusal = error.refusal if isinstance(error, NotNow) else Refusal(str(error))
    status = refusal.status if isinstance(error, NotNow) else 422
    typed = {"words": request.POST.get("words", "")[: WORDS_MAX * 2]}
    rows = Contribution.objects.for_editor(request.user).select_related("author", "thread", "guide")
    now: Contribution | None = rows.filter(pk=one.pk).first()
    if now is None:
        return _desk(request, call, status=status, problem=refusal)
    now.occurrence = call.occurrence
    return _review(request, call, now, status=status, problem=refusal, typed=typed)


@members_only
@require_POST
def contribution_comment(request: HttpRequest, occurrence_id: int, contribution_id: int) -> HttpResponse:
    """Say something to its author."""
    call, one = _read(request, occurrence_id, contribution_id)
    try:
        deciding.comment(one, request.POST.get("words", ""), by=member_of(request))
    except (NotNow, NoWords) as error:
        return _answered(request, call, one, error)
    messages.success(request, _("Said. Its author is told."))
    return redirect(review_of(one))


@members_only
@require_POST
def contribution_decide(request: HttpRequest, occurrence_id: int, contribution_id: int) -> HttpResponse:
    """Ask for changes, accept it, or decline it."""
    call, one = _read(request, occurrence_id, contribution_id)
    act = DECISIONS.get(request.POST.get("do", ""))
    if act is None:
        return _answered(request, call, one, NoWords(_("Choose what you decide.")))
    try:
        edition = whole_number(request.POST.get("edition", "")) or 0
        act(one, request.POST.get("words", ""), edition=edition, by=member_of(request))
    except (NotNow, NoWords) as error:
        return _answered(request, call, one, error)
    messages.success(request, _("Decided. Its author is told."))
    return redirect(review_of(one))


@members_only
@require_POST
def contribution_publish(request: HttpRequest, occurrence_id: int, contribution_id: int) -> HttpResponse:
    """Publish it under its author's name."""
    call, one = _read(request, occurrence_id, contribution_id)
    try:
        edition = whole_number(request.POST.get("edition", "")) or 0
        first = publishing.publish(one, edition=edition, by=member_of(request))
    except NotNow as error:
        return _answered(request, call, one, error)
    messages.success(request, _("Published. Its author is told.") if first else _("It was published already."))
    return redirect(review_of(one))
