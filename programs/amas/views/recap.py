"""What comes afterwards: follow-ups, the recap, the guide; and the picture of the guest."""

from __future__ import annotations

from typing import IO, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from config.lib.audience import members_only
from config.lib.markup import PostTooLong
from config.lib.pictures import PictureRefused, read_picture
from members.duties.owning import CannotOwn
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal
from programs.amas import following_up, recapping
from programs.amas.answering import NothingSaid
from programs.amas.drafting import draft_of
from programs.amas.forms import FollowUpForm, RecapForm
from programs.amas.models import AmaFollowUp, AmaQuestion
from programs.amas.permissions import may_lead, may_make_guide
from programs.amas.picturing import show_guest
from programs.amas.showing import Ama
from programs.amas.views.hosting import host_page, hosted


def _led(request: HttpRequest, occurrence_id: int) -> Ama:
    found = hosted(request, occurrence_id)
    refusal = may_lead(request.user, found.occurrence)
    if refusal is not None:
        raise PermissionDenied(refusal.sentence)
    return found


@members_only
@require_POST
def ama_follow_up(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Promise something, with who does it and by when."""
    found, by = _led(request, occurrence_id), cast(Member, request.user)
    form = FollowUpForm(request.POST, occurrence=found.occurrence)
    if not form.is_valid():
        return host_page(request, found, status=422, follow_up_form=form)
    said = form.cleaned_data
    try:
        following_up.follow_up(
            found.occurrence, by=by, words=said["words"], owner=said["owner"], due=said["due"],
            question=said["question"], key=said["key"],
        )  # fmt: skip
    except CannotOwn as error:
        return host_page(request, found, status=422, problem=Refusal(str(error)), follow_up_form=form)
    messages.success(request, _("It is a task now. Whoever does it is told."))
    return redirect("ama_host", occurrence_id)


@members_only
@require_POST
def ama_follow_up_done(request: HttpRequest, occurrence_id: int, follow_up_id: int) -> HttpResponse:
    """It is done."""
    found = hosted(request, occurrence_id)
    rows = AmaFollowUp.objects.select_related("duty")
    follow = get_object_or_404(rows, pk=follow_up_id, occurrence=found.occurrence)
    try:
        following_up.tick(follow, by=cast(Member, request.user))
    except NotNow as not_now:
        return host_page(request, found, status=403, problem=not_now.refusal)
    return redirect("ama_host", occurrence_id)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def ama_recap(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Write the recap, or change it."""
    found = _led(request, occurrence_id)
    rows = AmaQuestion.objects.open().apart().filter(occurrence=found.occurrence, answered_at__isnull=False)
    answered = list(rows.wanted_first())
    recap = found.recap
    if request.method != "POST":
        chosen = recap.best if recap else [one.number for one in answered[:3]]
        initial = {"source": recap.source if recap else draft_of(found, chosen), "best": chosen}
        return _recap(request, found, RecapForm(answered=answered, initial=initial))
    form = RecapForm(request.POST, answered=answered)
    if not form.is_valid():
        return _recap(request, found, form, 422)
    said = form.cleaned_data
    try:
        recapping.sum_up(found.occurrence, by=cast(Member, request.user), source=said["source"], best=said["best"])
    except NotNow as not_now:
        form.add_error(None, not_now.refusal.sentence)
        return _recap(request, found, form, 422)
    except (NothingSaid, PostTooLong):
        form.add_error("source", _("Write something first."))
        return _recap(request, found, form, 422)
    messages.success(request, _("Saved. The recap stands on the page of the AMA."))
    return redirect(found.url)


def _recap(request: HttpRequest, found: Ama, form: RecapForm, status: int = 200) -> HttpResponse:
    program = found.occurrence.program
    reached = program.kind.counted(found.occurrence, program.goal)
    refusal = may_make_guide(request.user, found.occurrence, found.recap.guide) if found.recap else None
    context = {"ama": found, "form": form, "reached": reached, "program": program, "guide_refusal": refusal}
    return render(request, "programs/amas/recap.html", context, status=status)


@members_only
@require_POST
def ama_guide(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Make a guide of the recap, as a draft to be gone over."""
    found = _led(request, occurrence_id)
    if found.recap is None:
        raise Http404
    try:
        guide = recapping.into_guide(found.recap, by=cast(Member, request.user))
    except NotNow as not_now:
        return host_page(request, found, status=not_now.refusal.status, problem=not_now.refusal)
    messages.success(request, _("It is a draft of a guide now. Go over it, then publish it."))
    return redirect("guide_edit", guide.address)


@members_only
@require_POST
def ama_photo(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """A picture of the guest who is no member; without a file none."""
    found = _led(request, occurrence_id)
    if not found.plan.pk or found.plan.guest_id is not None:
        return host_page(request, found, status=422, problem=Refusal(_("A member shows the photo of their profile.")))
    file = request.FILES.get("photo")
    try:
        picture = read_picture(cast("IO[bytes]", file), max_side=640) if file else None
    except PictureRefused as error:
        return host_page(request, found, status=422, problem=Refusal(str(error)))
    show_guest(found.plan, picture, by=cast(Member, request.user))
    messages.success(request, _("Saved."))
    return redirect("ama_host", occurrence_id)
