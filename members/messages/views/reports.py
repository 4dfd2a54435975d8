"""Showing a message to the team, and what the team sees of it: the reports, and nothing else of any talk."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.lib.audience import member_of, members_only, moderators_only
from config.lib.limits import REPORTS, by_member, spend
from members.messages import reporting
from members.messages.finding import find_message, in_talk
from members.messages.forms import ReportForm
from members.messages.models import MessageReport
from members.messages.permissions import Company, may_report, may_settle
from members.messages.showing import extract_of
from members.messages.views.talk import about

OPEN_MAX = 100


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
@in_talk
def report(request: HttpRequest, company: Company, message_id: int) -> HttpResponse:
    """Say what is wrong with a message; the team sees it and three before it."""
    message, member = find_message(company, message_id), member_of(request)
    if (refusal := may_report(member, message)) is not None:
        raise PermissionDenied(refusal.sentence)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        spend(REPORTS, by_member(request))
        reporting.report(message, by=member, seat=company.seat, **form.cleaned_data)
        messages.success(request, _("Reported. The team sees this message and at most three before it, nothing else."))
        return redirect(company.seat.talk)
    context = about(request, company) | {"form": form, "message": message, "extract": extract_of(message)}
    return render(request, "members/messages/report.html", context, status=422 if request.method == "POST" else 200)


@moderators_only
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """What was reported and waits, the oldest first; without its words."""
    waiting = MessageReport.objects.filter(closed_at=None).exclude(author=member_of(request)).order_by("reported_at")
    waiting = waiting.select_related("reporter", "author")
    return render(request, "members/messages/reports.html", {"reports": waiting[:OPEN_MAX]})


@moderators_only
@require_POST
def look(request: HttpRequest, report_id: int) -> HttpResponse:
    """Read what a report shows; a POST, because it is recorded that somebody looked."""
    row = _report(request, report_id)
    evidence = reporting.look(row, by=member_of(request))
    return render(request, "members/messages/report_shown.html", {"report": row, "evidence": evidence})


@moderators_only
@require_POST
def close(request: HttpRequest, report_id: int) -> HttpResponse:
    """It is dealt with; `hide` takes the message out of sight too."""
    row = _report(request, report_id)
    reporting.close(row, by=member_of(request), hide=request.POST.get("hide") == "yes")
    messages.success(request, _("Closed."))
    return redirect("messages_reports")


def _report(request: HttpRequest, report_id: int) -> MessageReport:
    row = get_object_or_404(MessageReport.objects.select_related("reporter", "author"), pk=report_id)
    if (refusal := may_settle(member_of(request), row)) is not None:
        raise PermissionDenied(refusal.sentence)
    return row
