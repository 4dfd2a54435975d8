"""The closing report for managers: drafted, edited, published."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from config.lib.audience import managers_only, member_of
from members.profiles.refusing import NotNow, Refusal
from programs.pilots import reporting
from programs.pilots.addresses import report_of
from programs.pilots.forms import ReportForm
from programs.pilots.models import Pilot
from programs.pilots.reporting import NoReport, may_report
from programs.pilots.showing import Shown
from programs.pilots.views.pages import the_pilot
from programs.series.overtaken import ChangedMeanwhile


@managers_only
@require_http_methods(["GET", "HEAD", "POST"])
def pilot_report(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Read the draft, and save it in other words."""
    shown = the_pilot(request, occurrence_id)
    if request.method != "POST":
        return _page(request, shown)
    return _done(request, shown, reporting.edit, _("Saved."))


@managers_only
@require_POST
def pilot_report_publish(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Publish it as it is typed, to the group or to everybody."""
    shown = the_pilot(request, occurrence_id)
    whom = request.POST.get("whom", "")
    if whom not in ("group", "all"):
        refusal = Refusal(_("Choose who reads it."))
        return _page(request, shown, form=ReportForm(request.POST), problem=refusal, status=422)
    done = _("Published. Those who took part are thanked.")
    return _done(request, shown, reporting.publish, done, for_all=whom == "all")


def _done(request: HttpRequest, shown: Shown, act: Any, done: str, **more: Any) -> HttpResponse:
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _page(request, shown, form=form, status=422)
    try:
        act(
            shown.occurrence, form.cleaned_data["report"], edition=form.cleaned_data["edition"] or 0,
            by=member_of(request), **more,
        )  # fmt: skip
    except (NotNow, NoReport) as error:
        return _refused(request, shown, form, error)
    messages.success(request, done)
    return redirect(report_of(shown.occurrence))


def _refused(request: HttpRequest, shown: Shown, form: ReportForm | None, error: NotNow | NoReport) -> HttpResponse:
    """Why it was not kept; what was typed stays, and what stands there by now is shown beside it."""
    if isinstance(error, NoReport):
        return _page(request, shown, form=form, problem=Refusal(str(error)), status=422)
    if not isinstance(error, ChangedMeanwhile):
        return _page(request, shown, form=form, problem=error.refusal, status=error.refusal.status)
    now = _pilot(shown)
    if form is not None:
        form = ReportForm(initial={"report": form.cleaned_data["report"], "edition": now.edition})
    return _page(request, shown, form=form, problem=error.refusal, status=error.refusal.status, beside=now.report)


@managers_only
@require_POST
def pilot_report_draft(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Draft it now, or anew."""
    shown = the_pilot(request, occurrence_id)
    edition = ReportForm(request.POST)
    try:
        number = edition.cleaned_data.get("edition") if edition.is_valid() else None
        reporting.draft(shown.occurrence, edition=number or 0, by=member_of(request))
    except NotNow as error:
        return _refused(request, shown, None, error)
    messages.success(request, _("Drafted from what is in by now."))
    return redirect(report_of(shown.occurrence))


def _pilot(shown: Shown) -> Pilot:
    return Pilot.objects.filter(occurrence=shown.occurrence).first() or Pilot(occurrence=shown.occurrence)


def _page(
    request: HttpRequest, shown: Shown, *, form: ReportForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    pilot = _pilot(shown)
    context = {
        "shown": shown, "one": shown.occurrence, "pilot": pilot, "refusal": may_report(shown.occurrence, pilot),
        "form": form or ReportForm(initial={"report": pilot.report, "edition": pilot.edition}),
        "whom": request.POST.get("whom", "group"),
    }  # fmt: skip
    return render(request, "programs/pilots/report.html", context | more, status=status)
