"""Stages, for managers: how many are where, what decides, and who would move."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of
from members.activity.models import Activity
from members.segments.wording import Labels, told
from members.stages.forms import StagesForm
from members.stages.models import Stage
from members.stages.previewing import Preview, numbers, preview
from members.stages.ruling import RuledMeanwhile, edition, rule_stages, rulings


@managers_only
@require_safe
def stages(request: HttpRequest) -> HttpResponse:
    """Every stage: how many are there, and what decides."""
    return _page(request, StagesForm())


def _page(
    request: HttpRequest, form: StagesForm, found: Preview | None = None, status: int = 200, *, meanwhile: bool = False
) -> HttpResponse:
    counted, labels = numbers(), Labels()
    rules = rulings() if meanwhile else form.now
    said = [told(one.rule, labels=labels) if one.rule else None for one in rules]
    rows = [(one, words, counted[one.stage], form[one.stage.value]) for one, words in zip(rules, said, strict=True)]
    page = {"rows": rows, "aware": counted[Stage.AWARE], "form": form, "preview": found}
    if meanwhile:
        latest = Activity.objects.filter(verb="stages.ruled").select_related("actor").order_by("-at", "-pk").first()
        page |= {"meanwhile": True, "who": latest.actor if latest else None, "edition": edition(rules)}
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
    try:
        rule_stages(form.chosen(), by=member_of(request), read_in=form.cleaned_data["edition"])
    except RuledMeanwhile:
        return _page(request, form, status=409, meanwhile=True)
    messages.success(request, _("Saved. Members are brought to their stages within some minutes."))
    return redirect("stages")
