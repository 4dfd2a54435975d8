"""Showing a message to the team."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from config.lib.audience import member_of, members_only, moderators_only
from config.lib.limits import reports_of, spend
from members.messages import reporting
from members.messages.finding import find_message, in_talk
from members.messages.forms import ReportForm
from members.messages.permissions import Company, may_report
from members.messages.showing import extract_of
from members.messages.views.talk import about

QUEUE = "/moderate/"
"""The queue stands further up."""


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
@in_talk
def report(request: HttpRequest, company: Company, message_id: int) -> HttpResponse:
    """Say what is wrong with a message; the team sees it, and what is chosen of the three before it."""
    message, member = find_message(company, message_id), member_of(request)
    if (refusal := may_report(member, message)) is not None:
        raise PermissionDenied(refusal.sentence)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        spend(reports_of(member.joined_at), member.pk)
        reporting.report(message, by=member, seat=company.seat, **form.cleaned_data)
        told = _(
            "Reported. The team sees what you chose, and nothing else of this talk. You are told what becomes of it."
        )
        messages.success(request, told)
        return redirect(company.seat.talk)
    context = about(request, company) | {"form": form, "message": message, "extract": extract_of(message)}
    return render(request, "members/messages/report.html", context, status=422 if request.method == "POST" else 200)


@moderators_only
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Where reported messages waited before there was one queue for everything: it leads there."""
    return redirect(QUEUE)
