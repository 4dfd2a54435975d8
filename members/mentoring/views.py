"""Pages about mentors: one's own, and the team's."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of, members_only
from config.lib.markup import PostTooLong
from members.activity.log import record
from members.mentoring import showing
from members.mentoring.answering import TooLate
from members.mentoring.forms import CheckInForm, MentorForm, RulesForm
from members.mentoring.matching import may_mentor
from members.mentoring.models import CheckIn, Mentor, MentoringRules, Mentorship
from members.mentoring.serving import serve
from members.messages.submitting import submit_first
from members.messages.wording import MessageEmpty
from members.profiles.models import Member
from members.profiles.preferences import Preferences, choose
from members.profiles.refusing import NotNow, barred
from members.profiles.submissions import SameKeyOtherText


@members_only
@require_safe
def mentoring(request: HttpRequest) -> HttpResponse:
    """Who looks after me, and whom I look after."""
    return _page(request)


def _page(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    page = showing.page_for(member_of(request), **more)
    if page is None:
        raise Http404
    return render(request, "members/mentoring/index.html", page, status=status)


def _writing(request: HttpRequest) -> Member:
    """Whoever asks, if they may write. Raises PermissionDenied."""
    member = member_of(request)
    if (refusal := barred(member)) is not None:
        raise PermissionDenied(refusal.sentence)
    return member


@members_only
@require_POST
def offer_time(request: HttpRequest) -> HttpResponse:
    """Be a mentor, or say anew for how many."""
    member, rules, form = _writing(request), MentoringRules.current(), MentorForm(request.POST)
    if rules.on_since is None or not may_mentor(member, rules):
        raise PermissionDenied(_("Mentors are members of the level Mentor, or of the group of mentors."))
    if not form.is_valid():
        return _page(request, 422, form=form)
    serve(by=member, **form.cleaned_data)
    messages.success(request, _("Thank you. You are told when a newcomer fits."))
    return redirect("mentoring")


@members_only
@require_POST
def rest(request: HttpRequest) -> HttpResponse:
    """Be offered nobody for now, or again."""
    mentor = get_object_or_404(Mentor, member=member_of(request))
    if request.POST.get("rest") == "no":
        mentor.resume(by=member_of(request))
    else:
        mentor.rest(by=member_of(request))
    return redirect("mentoring")


@members_only
@require_POST
def accept(request: HttpRequest, mentorship_id: int) -> HttpResponse:
    """Look after a newcomer."""
    pair = get_object_or_404(Mentorship, pk=mentorship_id, mentor=_writing(request))
    try:
        pair.accept(by=member_of(request))
    except TooLate as late:
        pair.lapse()
        messages.error(request, str(late))
    else:
        messages.success(request, _("%(name)s is told of you.") % {"name": pair.newcomer.name})
    return redirect("mentoring")


@members_only
@require_POST
def pass_on(request: HttpRequest, mentorship_id: int) -> HttpResponse:
    """Let somebody else have a newcomer."""
    get_object_or_404(Mentorship, pk=mentorship_id, mentor=member_of(request)).pass_on(by=member_of(request))
    messages.success(request, _("Somebody else is asked. The newcomer does not hear of it."))
    return redirect("mentoring")


@members_only
@require_POST
def end(request: HttpRequest, mentorship_id: int) -> HttpResponse:
    """End it, from either side."""
    mine = Mentorship.objects.filter(accepted_at__isnull=False)
    member = member_of(request)
    pair = get_object_or_404(mine.filter(mentor=member) | mine.filter(newcomer=member), pk=mentorship_id)
    pair.end(by=member)
    messages.success(request, _("Ended. The other is told, kindly."))
    return redirect("mentoring")


@members_only
@require_POST
def check_in(request: HttpRequest, check_in_id: int) -> HttpResponse:
    """Ask a newcomer how it goes, by a message; or say that it was asked already."""
    member = _writing(request)
    rows = CheckIn.objects.select_related("mentorship__newcomer")
    found = get_object_or_404(rows, pk=check_in_id, mentorship__mentor=member, mentorship__closed_at=None)
    if "already" in request.POST:
        found.finish(by=member)
        return redirect("mentoring")
    form = CheckInForm(request.POST)
    if form.is_valid() and _send(found, form, member):
        messages.success(request, _("Sent."))
        return redirect("mentoring")
    return _page(request, 422, wrong=(found.pk, form))


def _send(found: CheckIn, form: CheckInForm, member: Member) -> bool:
    """Whether the message is sent; if not, the form says why."""
    try:
        with transaction.atomic():
            submit_first([found.mentorship.newcomer], by=member, source=form.cleaned_data["text"], key=found.key)
            found.finish(by=member)
    except NotNow as not_now:
        form.add_error("text", not_now.refusal.sentence)
    except SameKeyOtherText:
        form.add_error("text", _("You have asked already, in other words."))
    except (MessageEmpty, PostTooLong):
        form.add_error("text", _("Write something first."))
    else:
        return True
    return False


@members_only
@require_POST
def wish(request: HttpRequest) -> HttpResponse:
    """Say whether one wants a mentor."""
    member = member_of(request)
    wanted = "" if request.POST.get("want") == "yes" else "none"
    with transaction.atomic():
        if Preferences.of(member).mentor != wanted:
            choose(member, mentor=wanted)
            record("mentorship.wished", actor=member, subject=member, wanted=not wanted)
        if wanted:
            for pair in Mentorship.objects.offered().filter(newcomer=member):
                pair.lapse()
    return redirect("mentoring")


@managers_only
@require_safe
def mentors_manage(request: HttpRequest) -> HttpResponse:
    """Mentors with their load, newcomers who wait, and whether any of it happens."""
    return _managed(request, MentoringRules.current())


@managers_only
@require_POST
def mentors_rule(request: HttpRequest) -> HttpResponse:
    """Turn mentors on or off, and choose their group."""
    rules, form = MentoringRules.current(), RulesForm(request.POST)
    if not form.is_valid():
        return _managed(request, rules, form, 422)
    rules.rule(by=member_of(request), **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("mentors_manage")


def _managed(
    request: HttpRequest, rules: MentoringRules, form: RulesForm | None = None, status: int = 200
) -> HttpResponse:
    form = form or RulesForm(initial={"on": rules.on_since is not None, "group": rules.group_id})
    page = {"rules": rules, "form": form, **showing.load_of_all(rules)}
    return render(request, "members/mentoring/manage.html", page, status=status)
