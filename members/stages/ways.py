"""The way of one member from stage to stage, for managers: seen, set by hand, and left to the rules again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of
from config.lib.htmx import is_fragment
from members.activity.models import Activity
from members.profiles.models import Member
from members.stages.forms import StageForm
from members.stages.models import Stage, StageChoice, Standing
from members.stages.ruling import StagesRest
from members.stages.setting import let_rules_decide, move

SHOWN = 50


@dataclass(frozen=True)
class Step:
    """One movement of a member."""

    activity: Activity
    before: str
    after: str
    choice: StageChoice | None
    """Who set them there, and why; None: the rules moved them."""


@managers_only
@require_safe
def way(request: HttpRequest, handle: str) -> HttpResponse:
    """The way of one member, the latest step first."""
    member = _found(handle)
    is_part = is_fragment(request)
    template = "members/stages/history.html" + ("#way" if is_part else "")
    return render(request, template, _page(member) | {"is_part": is_part})


def _found(handle: str) -> Member:
    return get_object_or_404(Member.objects.present(), handle=handle)


def _page(member: Member) -> dict[str, Any]:
    standing = Standing.objects.filter(member=member).first()
    at = standing.stage if standing else Stage.AWARE
    form = StageForm(initial={"stage": at})
    return {"member": member, "standing": standing, "steps": _steps(member), "form": form}


def _steps(member: Member) -> list[Step]:
    moved = list(Activity.objects.about(member).filter(verb="stage.changed").order_by("-at", "-pk")[:SHOWN])
    choices = StageChoice.objects.filter(member=member).select_related("by")
    chosen = choices.in_bulk([one.facts["choice"] for one in moved if "choice" in one.facts])
    return [
        Step(one, _label(one, "before"), _label(one, "after"), chosen.get(one.facts.get("choice", 0))) for one in moved
    ]


def _label(activity: Activity, fact: str) -> str:
    """A stage in words; the word itself for one that is not known any more."""
    value = str(activity.facts[fact])
    return str(Stage(value).label) if value in Stage.values else value


@managers_only
@require_POST
def set_by_hand(request: HttpRequest, handle: str) -> HttpResponse:
    """Bring somebody to a stage, for a reason."""
    member, form = _found(handle), StageForm(request.POST)
    if form.is_valid():
        stage = Stage(form.cleaned_data["stage"])
        words = {"name": member.name, "stage": stage.label}
        try:
            if move(member, stage, by=member_of(request), why=form.cleaned_data["reason"]):
                messages.success(request, _("%(name)s is at the stage “%(stage)s” now.") % words)
            else:
                messages.info(request, _("%(name)s is at the stage “%(stage)s” already.") % words)
            return redirect("stages_of", handle)
        except StagesRest as why:
            form.add_error(None, _("Nobody can be set while a rule cannot be asked. %(why)s") % {"why": why})
    return render(request, "members/stages/history.html", _page(member) | {"form": form}, status=422)


@managers_only
@require_POST
def leave_to_rules(request: HttpRequest, handle: str) -> HttpResponse:
    """Let the rules move somebody who was set by hand."""
    member = _found(handle)
    let_rules_decide(member, by=member_of(request))
    messages.success(request, _("The rules decide about %(name)s again, within some minutes.") % {"name": member.name})
    return redirect("stages_of", handle)
