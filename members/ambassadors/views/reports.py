"""What ambassadors did in a quarter: for the team as a table and as CSV, for each of them as evidence."""

from __future__ import annotations

import csv

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.lib.audience import managers_only, members_only
from config.lib.cells import as_words, csv_named
from members.ambassadors.models import Ambassador, AmbassadorQuerySet
from members.ambassadors.reporting import DEEDS, Quarter, lines_of, things_of

PAGE = 50


def _of(request: HttpRequest, quarter: Quarter) -> AmbassadorQuerySet:
    """Who was an ambassador at some time of a quarter."""
    seen = Ambassador.objects.visible_to(request.user).filter(member__is_active=True, since__lt=quarter.ends_at)
    seen = seen.exclude(left_at__lt=quarter.begins_at)
    return seen.order_by("member", "-since").distinct("member").select_related("member", "grant")


@managers_only
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """What each did, with links to what is behind the numbers."""
    quarter = Quarter.read(request.GET.get("quarter", ""))
    page = Paginator(_of(request, quarter), PAGE).get_page(request.GET.get("page"))
    lines = lines_of(list(page), quarter)
    return render(
        request, "members/ambassadors/report.html",
        {"quarter": quarter, "page": page, "lines": lines, "deeds": DEEDS, "address": f"?quarter={quarter}&page="},
    )  # fmt: skip


@managers_only
@require_safe
@never_cache
def report_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table for a spreadsheet, of all of them."""
    quarter = Quarter.read(request.GET.get("quarter", ""))
    response = csv_named(f"ambassadors-{quarter}.csv")
    writer = csv.writer(response)
    writer.writerow([_("Quarter"), _("Name"), _("Handle"), *(str(deed.label) for deed in DEEDS)])
    for line in lines_of(list(_of(request, quarter)), quarter):
        member = line.ambassador.member
        writer.writerow([str(quarter), as_words(member.name), member.handle, *(cell.count for cell in line.cells)])
    return response


@members_only
@require_safe
def evidence(request: HttpRequest, handle: str, deed: str) -> HttpResponse:
    """What is behind one number, as far as the reader may see it: for the team, and for oneself."""
    rows = Ambassador.objects.visible_to(request.user).filter(member__is_active=True).select_related("member")
    found = rows.filter(member__handle=handle.lower()).order_by("-since").first()
    wanted = next((one for one in DEEDS if one.key == deed and one.proof), None)
    if found is None or wanted is None:
        raise Http404
    quarter = Quarter.read(request.GET.get("quarter", ""))
    things = things_of(found.member, wanted, quarter, request.user)
    context = {"member": found.member, "deed": wanted, "quarter": quarter, "things": things}
    return render(request, "members/ambassadors/evidence.html", context)
