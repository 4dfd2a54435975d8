"""Recognition for the team: what waits for a decision, whose year ends, and what is asked for each level."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of, owners_only
from members.profiles.models import Member
from members.recognition.asking import ask_for, asked_for, withdraw_coming
from members.recognition.evidence import PROOFS
from members.recognition.forms import UnlocksForm
from members.recognition.ladder import GIVEN, Step
from members.recognition.models import LevelGrant, Nomination
from members.recognition.points import Scoring
from members.recognition.proposing import may_decide
from members.recognition.renewing import RENEWABLE
from members.recognition.showing import criteria_of, path_of
from members.segments.building import Builder, choices
from members.segments.counting import counted
from members.segments.rules import WrongRule, matching

NOMINATIONS_SHOWN, GRANTS_SHOWN = 50, 100


@managers_only
@require_safe
def recognition(request: HttpRequest) -> HttpResponse:
    """Proposals that wait, years that end, and what each level asks."""
    waiting = Nomination.objects.waiting().select_related("member", "made_by")[:NOMINATIONS_SHOWN]
    there = Member.objects.present().values("pk")
    grants = LevelGrant.objects.filter(ended_at=None, member__in=there).select_related("member").order_by("ends_at")
    page = {
        "waiting": waiting,
        "grants": grants[:GRANTS_SHOWN],
        "scoring": Scoring.current(),
        "levels": [(asked, criteria_of(asked, request.user)) for asked in asked_for().values()],
    }
    return render(request, "members/recognition/manage.html", page)


@managers_only
@require_safe
def nomination(request: HttpRequest, nomination_id: int) -> HttpResponse:
    """One proposal with its reason, and what the criteria say of the member."""
    rows = Nomination.objects.waiting().select_related("member", "made_by")
    found = get_object_or_404(rows, pk=nomination_id)
    page = {"nomination": found, "path": path_of(found.member, member_of(request), Step(found.step))}
    return render(request, "members/recognition/nomination.html", page)


@managers_only
@require_POST
def accept(request: HttpRequest, nomination_id: int) -> HttpResponse:
    """Give the level that was proposed."""
    found = get_object_or_404(Nomination.objects.decided_here().select_related("member"), pk=nomination_id)
    if no := may_decide(member_of(request), found.member):
        messages.error(request, no.sentence)
        return redirect("recognition")
    said = {"name": found.member.name, "level": found.get_step_display()}
    done = found.accept(by=member_of(request))
    return _answered(request, _("%(name)s is %(level)s for a year.") % said if done else "")


def _answered(request: HttpRequest, done: str) -> HttpResponse:
    """Say what was done with a proposal, or (nothing) that somebody was quicker."""
    if done:
        messages.success(request, done)
    else:
        messages.info(request, _("This was decided or taken back before."))
    return redirect("recognition")


@managers_only
@require_POST
def decline(request: HttpRequest, nomination_id: int) -> HttpResponse:
    """Leave the level as it is."""
    found = get_object_or_404(Nomination.objects.decided_here(), pk=nomination_id)
    done = found.decline(by=member_of(request))
    return _answered(request, _("Declined. Who proposed it is told.") if done else "")


@managers_only
@require_POST
def renew(request: HttpRequest, grant_id: int) -> HttpResponse:
    """Let a level hold for another year."""
    found = get_object_or_404(LevelGrant.objects.select_related("member"), pk=grant_id)
    if no := may_decide(member_of(request), found.member):
        messages.error(request, no.sentence)
        return redirect("recognition")
    if found.renew(by=member_of(request)):
        messages.success(request, _("Renewed for a year."))
    elif found.ended_at is not None:
        messages.info(request, _("It was ended before."))
    else:
        day = formats.date_format(timezone.localtime(found.ends_at - RENEWABLE), "DATE_FORMAT")
        messages.info(request, _("It has long to go. It can be renewed from %(day)s.") % {"day": day})
    return redirect("recognition")


@managers_only
@require_POST
def end(request: HttpRequest, grant_id: int) -> HttpResponse:
    """Let a level that was given end, after its notice."""
    if get_object_or_404(LevelGrant, pk=grant_id).end(by=member_of(request)):
        messages.success(request, _("The level ends in 14 days. The member is told today."))
    else:
        messages.info(request, _("It was ended before."))
    return redirect("recognition")


@owners_only
@require_safe
def edit(request: HttpRequest, step: int) -> HttpResponse:
    """A form for what a level asks."""
    asked = asked_for()[_step(step)]
    now = asked.coming or asked
    return _editor(request, _step(step), Builder.of(now.rule), UnlocksForm(initial={"unlocks": now.unlocks}))


@owners_only
@require_POST
def build(request: HttpRequest, step: int) -> HttpResponse:
    """The form again, with a sentence more or less; nothing is kept."""
    form = UnlocksForm(initial={"unlocks": request.POST.get("unlocks", "")})
    builder = Builder.read(request.POST)
    return _editor(request, _step(step), builder, form, 422 if builder.problem else 200)


@owners_only
@require_POST
def change(request: HttpRequest, step: int) -> HttpResponse:
    """Ask something else for a level."""
    form, builder, wanted = UnlocksForm(request.POST), Builder.read(request.POST), _step(step)
    if builder.rule is None and not builder.problem:
        builder.problem = _("Add at least one criterion: without any, everybody would have the level.")
    if form.is_valid() and builder.rule is not None:
        try:
            made = ask_for(wanted, builder.rule, form.cleaned_data["unlocks"], by=member_of(request))
        except WrongRule as wrong:
            builder.problem = str(wrong)
        else:
            begins = made is not None and made.begins_at > made.made_at
            said = _("Saved. It holds in 30 days, and stands on the page of levels from now on.")
            messages.success(request, said if begins else _("Saved."))
            return redirect("recognition")
    return _editor(request, wanted, builder, form, 422)


@owners_only
@require_POST
def withdraw(request: HttpRequest, step: int) -> HttpResponse:
    """Let a change that has not come yet not come."""
    withdraw_coming(_step(step), by=member_of(request))
    messages.success(request, _("What is asked stays as it is."))
    return redirect("recognition")


def _step(step: int) -> Step:
    if step not in Step or step == Step.NEWCOMER:
        raise Http404
    return Step(step)


def _editor(request: HttpRequest, step: Step, builder: Builder, form: UnlocksForm, status: int = 200) -> HttpResponse:
    offered = [
        (family, kept)
        for family, sentences in choices()
        if (kept := [(key, words) for key, words in sentences if key in PROOFS])
    ]
    page = {
        "step": step, "builder": builder, "form": form, "choices": offered, "is_given": step in GIVEN,
        "build_url": reverse("level_build", args=[int(step)]),
        "listing": counted(matching(builder.rule)) if builder.rule is not None else None,
    }  # fmt: skip
    return render(request, "members/recognition/edit.html", page, status=status)
