"""The operators' page: what is owed, what is stuck and why, and another try."""

from typing import cast

from django.contrib import messages
from django.db.models import Count, F, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from config.lib.audience import MemberRequest, owners_only
from members.activity.concerns import assurances, concerns
from members.activity.outbox import OUTBOXES, standings
from members.activity.partitions import in_safety_net
from members.activity.receipts import Receipt
from members.activity.relay import owed

MOST_ROWS = 100


@owners_only
@require_GET
def operations(request: HttpRequest) -> HttpResponse:
    """What is not delivered, in numbers, by subscriber and one by one."""
    unsettled = Receipt.objects.unsettled()
    by_subscriber = unsettled.values(name=F("subscriber")).annotate(
        waiting=Count("pk", filter=Q(attempts=0, dead_at=None)),
        failing=Count("pk", filter=Q(attempts__gt=0, dead_at=None)),
        dead=Count("pk", filter=Q(dead_at__isnull=False)),
    )
    page = {
        "owed": owed(),
        "by_subscriber": by_subscriber.order_by("name"),
        "receipts": unsettled.for_listing()[:MOST_ROWS],
        "most_rows": MOST_ROWS,
        "in_safety_net": in_safety_net(),
        "concerns": concerns(),
        "assurances": assurances(),
        "outboxes": [standing for standing in standings() if not standing.is_quiet],
    }
    return render(request, "members/activity/operations.html", page)


@owners_only
@require_POST
def try_again(request: HttpRequest, receipt_id: int) -> HttpResponse:
    """Another try for one reaction; the sweep finds it."""
    receipt = get_object_or_404(Receipt, pk=receipt_id)
    receipt.try_again(by=cast("MemberRequest", request).user)
    return _back(request, _("It is tried again within a quarter of a minute. Reload the page then to see how it went."))


@owners_only
@require_POST
def try_all_again(request: HttpRequest, subscriber: str) -> HttpResponse:
    """Another try for everything one subscriber has not done."""
    count = Receipt.objects.filter(subscriber=subscriber).try_again(by=cast("MemberRequest", request).user)
    sentence = ngettext(
        "%(count)d reaction is tried again within a quarter of a minute. Reload the page then to see how it went.",
        "%(count)d reactions are tried again within a quarter of a minute. Reload the page then to see how they went.",
        count,
    )
    return _back(request, sentence % {"count": count})


@owners_only
@require_POST
def set_aside(request: HttpRequest, receipt_id: int) -> HttpResponse:
    """No further try for one reaction."""
    receipt = get_object_or_404(Receipt, pk=receipt_id)
    receipt.set_aside(by=cast("MemberRequest", request).user)
    return _back(request, _("It is set aside and will not be tried again."))


@owners_only
@require_POST
def try_outbox_again(request: HttpRequest, outbox: str) -> HttpResponse:
    """Another try for everything of one outbox that has failed."""
    if outbox not in OUTBOXES:
        raise Http404
    count = OUTBOXES[outbox].try_again(by=cast("MemberRequest", request).user)
    sentence = ngettext(
        "%(count)d letter is tried again within half a minute. Reload the page then to see how it went.",
        "%(count)d letters are tried again within half a minute. Reload the page then to see how they went.",
        count,
    )
    return _back(request, sentence % {"count": count})


def _back(request: HttpRequest, sentence: str) -> HttpResponse:
    """To the page, with what was done."""
    messages.success(request, sentence)
    return redirect("operations")
