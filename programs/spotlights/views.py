"""Pages of spotlights for everybody, and for whoever is asked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import member_of, members_only, public
from config.lib.numbers import whole_number
from members.accounts.silence import leave_open
from members.profiles.refusing import NotNow, Refusal
from programs.series.overtaken import status_of
from programs.spotlights.agreeing import accept, agree, choose_badge, decline, withdraw, write
from programs.spotlights.forms import WordsForm
from programs.spotlights.models import Spotlight, SpotlightQuerySet
from programs.spotlights.showing import changes, said, shown

PAGE = 20
leave_open("spotlight_withdraw", "spotlight_badge")  # a yes can be taken back at any time


@public
@require_safe
def spotlights(request: HttpRequest) -> HttpResponse:
    """Everybody who was shown, the latest first."""
    seen = Spotlight.objects.visible_to(request.user).select_related("member", "occurrence")
    page = Paginator(seen.order_by("-published_at", "-pk"), PAGE).get_page(request.GET.get("page"))
    return render(request, "programs/spotlights/index.html", {"page": page})


@public
@require_safe
def spotlight(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """One member in their own words."""
    rows = Spotlight.objects.visible_to(request.user).select_related("member", "occurrence__thread")
    one = get_object_or_404(rows, occurrence=occurrence_id)
    return render(request, "programs/spotlights/spotlight.html", {"one": one, "said": shown(one)})


def _mine(request: HttpRequest, occurrence_id: int) -> Spotlight:
    """What the reader is asked, also by its number unknown to everybody else."""
    found: Spotlight = get_object_or_404(_asked(request).live(), occurrence=occurrence_id)
    return found


def _asked(request: HttpRequest) -> SpotlightQuerySet:
    """What the reader is asked, or was."""
    rows: SpotlightQuerySet = Spotlight.objects.filter(member=member_of(request))
    return rows.select_related("occurrence__program__space", "occurrence__thread", "member", "asked_by")


@members_only
@require_safe
def spotlight_mine(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """What one is asked, one's words, and one's yes."""
    return _page(request, _mine(request, occurrence_id))


def _page(
    request: HttpRequest,
    one: Spotlight,
    form: WordsForm | None = None,
    problem: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    page: dict[str, Any] = {
        "one": one, "form": form or WordsForm(spotlight=one), "problem": problem, "said": said(one),
        "changes": changes(one) if one.sent_at else [], "space": one.occurrence.program.space,
        "is_over": one.published_at is not None or one.ended_at is not None,
    }  # fmt: skip
    return render(request, "programs/spotlights/mine.html", page, status=status)


@members_only
@require_POST
def spotlight_answer(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Yes, not now, or no."""
    one, by, says = _mine(request, occurrence_id), member_of(request), request.POST.get("says", "")
    if says not in ("yes", "later", "no"):
        return _page(request, one, problem=Refusal(_("Choose one of the answers.")), status=422)
    try:
        if says == "yes":
            accept(one, by=by)
            return redirect("spotlight_mine", occurrence_id)
        decline(one, by=by, later=says == "later")
    except NotNow as no:
        return _page(request, one, problem=no.refusal, status=422)
    messages.success(request, _("Thank you for telling us. Nothing is shown."))
    return redirect("spotlights")


@members_only
@require_POST
def spotlight_write(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Keep one's words as a draft, or hand them over; where it ended meanwhile they stand there to be copied."""
    one = _asked(request).filter(occurrence=occurrence_id).order_by("pk").last()
    if one is None:
        raise Http404
    form, is_sent = WordsForm(request.POST, spotlight=one), "send" in request.POST
    if not form.is_valid():
        return _page(request, one, form, status=422)
    try:
        write(one, form.answers, edition=form.cleaned_data["edition"], by=member_of(request), send=is_sent)
    except NotNow as why:
        one.refresh_from_db()
        form.beside(one)
        return _page(request, one, form, problem=why.refusal, status=status_of(why))
    messages.success(request, _("Handed over. You are asked before anything is shown.") if is_sent else _("Saved."))
    return redirect("spotlight_mine", occurrence_id)


@members_only
@require_POST
def spotlight_agree(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Say yes to exactly the words that stood on the page."""
    one, edition = _mine(request, occurrence_id), whole_number(request.POST.get("edition", "")) or 0
    try:
        agree(one, edition=edition, by=member_of(request))
    except NotNow as why:
        one.refresh_from_db()
        return _page(request, one, problem=why.refusal, status=status_of(why))
    messages.success(request, _("Thank you. These words are shown, and no others."))
    return redirect("spotlight_mine", occurrence_id)


@members_only
@require_POST
def spotlight_badge(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Show it on one's profile, or not."""
    one = _mine(request, occurrence_id)
    try:
        choose_badge(one, shows=request.POST.get("shows") == "yes", by=member_of(request))
    except NotNow as no:
        return _page(request, one, problem=no.refusal, status=422)
    messages.success(request, _("Saved."))
    return redirect("spotlight_mine", occurrence_id)


@members_only
@require_POST
def spotlight_withdraw(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Take the yes back; what is published goes."""
    one = _mine(request, occurrence_id)
    try:
        withdraw(one, by=member_of(request))
    except NotNow as no:
        return _page(request, one, problem=no.refusal, status=422)
    messages.success(request, _("Your words are gone. Nobody asks you again for a year."))
    return redirect("spotlights")
