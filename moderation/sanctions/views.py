"""Where I stand; and, for the team, a person."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.lib.audience import member_of, members_only, moderators_only, owners_only
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from moderation.sanctions.forms import LadderForm, LiftForm, NoteForm
from moderation.sanctions.lifting import lift
from moderation.sanctions.models import Sanction
from moderation.sanctions.noting import note
from moderation.sanctions.permissions import may_arrange, may_lift, sees_decisions
from moderation.sanctions.person import find_person, person_of
from moderation.sanctions.standing import standing_of
from moderation.sanctions.steps import REMOVING, LadderChanged, choose, rungs, stamp


@members_only
@require_safe
@never_cache
def standing(request: HttpRequest) -> HttpResponse:
    """Where the reader stands; for suspended members too."""
    member = member_of(request)
    return render(request, "moderation/sanctions/standing.html", {"standing": standing_of(member), "member": member})


@moderators_only
@require_safe
@never_cache
def person(request: HttpRequest, handle: str) -> HttpResponse:
    """A person; about oneself there is the page that everybody has."""
    viewer = member_of(request)
    if viewer.handle == handle.lower():
        return redirect("standing")
    return _page(request, find_person(viewer, handle), NoteForm())


def _page(request: HttpRequest, member: Member, form: NoteForm, status: int = 200) -> HttpResponse:
    page = {"person": person_of(member, member_of(request)), "form": form}
    return render(request, "moderation/sanctions/person.html", page, status=status)


@moderators_only
@require_POST
def note_person(request: HttpRequest, handle: str) -> HttpResponse:
    """Note something about somebody."""
    viewer = member_of(request)
    member = find_person(viewer, handle)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, member, form, 422)
    try:
        note(member, form.cleaned_data["words"], by=viewer)
    except NotNow as refused:
        raise PermissionDenied(refused.refusal.sentence) from refused
    messages.success(request, _("The note is kept for the team."))
    return redirect("person_standing", member.handle)


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def lift_sanction(request: HttpRequest, sanction_id: int) -> HttpResponse:
    """End a silence, suspension or ban early; why is asked first."""
    viewer = member_of(request)
    found = Sanction.objects.select_related("member", "decision__decided_by", "decision__second_by", "decision__rule")
    sanction: Sanction = get_object_or_404(found, pk=sanction_id)
    if viewer.pk == sanction.member_id or not sees_decisions(viewer, sanction.member):
        raise Http404
    if (refusal := may_lift(viewer, sanction)) is not None:
        raise PermissionDenied(refusal.sentence)
    form = LiftForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        page = {"form": form, "sanction": sanction}
        status = 422 if request.method == "POST" else 200
        return render(request, "moderation/sanctions/lift.html", page, status=status)
    if lift(sanction, by=viewer, why=form.cleaned_data["why"]):
        messages.success(request, _("It has ended. The member is told."))
    else:
        messages.info(request, _("It had ended before."))
    return redirect("person_standing", sanction.member.handle)


@moderators_only
@require_safe
def ladder(request: HttpRequest) -> HttpResponse:
    """The steps that are proposed one after another; owners have a form."""
    return _ladder(request, LadderForm(ladder=rungs()))


@owners_only
@require_POST
def ladder_choose(request: HttpRequest) -> HttpResponse:
    """Have other steps from now on."""
    viewer = member_of(request)
    if (refusal := may_arrange(viewer)) is not None:
        raise PermissionDenied(refusal.sentence)
    form = LadderForm(request.POST, ladder=rungs())
    if not form.is_valid():
        return _ladder(request, form, 422)
    try:
        choose(form.ladder(), by=viewer, seen=form.cleaned_data["seen"])
    except LadderChanged:
        again = request.POST.copy()
        again["seen"] = stamp(rungs())  # the next time it is about what is shown now
        form.data = again
        form.add_error(None, _("Somebody else changed the steps. Compare yours with theirs, then save again."))
        return _ladder(request, form, 409)
    messages.success(request, _("Saved. Steps that were taken before stay as they were told."))
    return redirect("ladder")


def _ladder(request: HttpRequest, form: LadderForm, status: int = 200) -> HttpResponse:
    page = {
        "form": form,
        "rungs": rungs(),
        "removing": [(severity.label, person.label, days) for severity, (person, days) in REMOVING.items()],
        "may_arrange": may_arrange(member_of(request)) is None,
    }
    return render(request, "moderation/sanctions/ladder.html", page, status=status)
