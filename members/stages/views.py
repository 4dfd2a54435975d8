"""Stages, for managers: how many are where, what decides, who would move, and the way of one member."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of
from config.lib.htmx import is_fragment
from members.activity.models import Activity
from members.profiles.models import Member
from members.stages.forms import StagesForm
from members.stages.models import Stage, Standing
from members.stages.previewing import Preview, numbers, preview
from members.stages.ruling import rule_stages, rulings

SHOWN = 50


@dataclass(frozen=True)
class Step:
    """One movement of a member."""

    activity: Activity
    before: str
    after: str


@managers_only
@require_safe
def stages(request: HttpRequest) -> HttpResponse:
    """Every stage: how many are there, and what decides."""
    return _page(request, StagesForm())


def _page(request: HttpRequest, form: StagesForm, found: Preview | None = None, status: int = 200) -> HttpResponse:
    counted = numbers()
    rows = [(one, counted[one.stage], form[one.stage.value]) for one in rulings()]
    page = {"rows": rows, "aware": counted[Stage.AWARE], "form": form, "preview": found}
    return render(request, "members/stages/list.html", page, status=status)


@managers_only
@require_POST
def preview_rules(request: HttpRequest) -> HttpResponse:
    """Who would move today with these rules; nothing is kept."""
    form = StagesForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    return _page(request, form, preview(form.rulings()))


@managers_only
@require_POST
def rule(request: HttpRequest) -> HttpResponse:
    """Let these segments decide."""
    form = StagesForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    rule_stages(form.chosen(), by=member_of(request))
    messages.success(request, _("Saved. Members are brought to their stages within some minutes."))
    return redirect("stages")


@managers_only
@require_safe
def history(request: HttpRequest, handle: str) -> HttpResponse:
    """The way of one member, the latest step first."""
    member = get_object_or_404(Member.objects.present(), handle=handle)
    moved = Activity.objects.about(member).filter(verb="stage.changed").order_by("-at", "-pk")[:SHOWN]
    steps = [Step(one, _label(one, "before"), _label(one, "after")) for one in moved]
    page = {"member": member, "standing": Standing.objects.filter(member=member).first(), "steps": steps}
    template = "members/stages/history.html" + ("#way" if is_fragment(request) else "")
    return render(request, template, page)


def _label(activity: Activity, fact: str) -> str:
    """A stage in words; the word itself for one that is not known any more."""
    value = str(activity.facts[fact])
    return str(Stage(value).label) if value in Stage.values else value
