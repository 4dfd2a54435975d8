"""Reporting something: one page and one form, for members and for visitors."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from config.lib.audience import member_of, public
from config.lib.htmx import go, is_fragment
from config.lib.limits import REPORTS_NETWORK, hit, reports_of
from config.lib.net import network_of
from members.profiles.refusing import clock
from moderation.reports import reporting
from moderation.reports.forms import ReportForm, VisitorReportForm
from moderation.reports.outcomes import outcome_words
from moderation.reports.permissions import is_member, may_report
from moderation.review.subjects import KINDS
from moderation.screening.networks import neighbourhood

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from moderation.review.subjects import Item

PAGE = "moderation/reports/report.html"


@public
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Report a thing; who did before sees what became of it."""
    as_member = is_member(request.user)
    before = reporting.earlier(member_of(request), kind, pk) if as_member else None
    item = _found(request.user if as_member else AnonymousUser(), kind, pk)
    if item is None and before is None:
        raise Http404
    if item is not None and (refusal := may_report(request.user)) is not None:
        raise PermissionDenied(refusal.sentence)
    if before is not None and (item is None or reporting.earlier(member_of(request), kind, pk, item.version)):
        words = outcome_words(before)
        return render(request, "moderation/reports/reported.html", {"report": before, "item": item, "outcome": words})
    assert item is not None
    return _form(request, item, as_member=as_member)


def _found(viewer: Viewer, kind: str, pk: int) -> Item | None:
    """The thing, if the viewer sees it and may report it."""
    known = KINDS.get(kind)
    return known.reportable(viewer, pk) if known is not None else None


def _form(request: HttpRequest, item: Item, *, as_member: bool) -> HttpResponse:
    sort = ReportForm if as_member else VisitorReportForm
    form = sort(request.POST) if request.method == "POST" else sort()
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            wait = _too_often(request, as_member=as_member)
            if wait is None:
                return _sent(request, item, form, as_member=as_member)
            form.add_error(None, wait)
            status = 429
    context = {"form": form, "item": item, "noun": KINDS[item.key].noun, "as_member": as_member}
    return render(request, f"{PAGE}#report-form" if is_fragment(request) else PAGE, context, status=status)


def _too_often(request: HttpRequest, *, as_member: bool) -> str | None:
    """Why no more reports can be sent for now, in one sentence; otherwise one more is counted."""
    if as_member:
        member = member_of(request)
        wait = hit(reports_of(member.joined_at), member.pk)
    else:
        wait = hit(REPORTS_NETWORK, network_of(request))
    if wait is None:
        return None
    again = {"time": clock(timezone.now() + timedelta(seconds=wait + 59))}
    return _("These were many reports for one day. You can send this one from %(time)s on. It stays here.") % again


def _sent(request: HttpRequest, item: Item, form: ReportForm | VisitorReportForm, *, as_member: bool) -> HttpResponse:
    if as_member:
        made = reporting.report(item, form.said(), by=member_of(request))
    else:
        network = neighbourhood(request.META.get("REMOTE_ADDR", ""))
        made = reporting.report_as_visitor(item, form.said(), network=network)
    return go(request, made.get_absolute_url())
