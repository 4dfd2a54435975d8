"""The list of one's talks, and of what strangers asked."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from config.lib.audience import member_of, members_only
from config.lib.handle_names import typed_handle
from config.lib.limits import COMPLETE, by_member, spend
from members.messages.models import TalkSeat
from members.messages.notices import Asked
from members.messages.reading import talks_of
from members.messages.showing import rows
from members.notifications.models import Notification
from members.notifications.reading import mark_read
from members.profiles.finding import LONGEST, Wanted, people
from members.profiles.models import Member

PAGE, OFFERED = 30, 6


@members_only
@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    """Everybody one writes with, the liveliest first."""
    return _list(request, asked=False)


@members_only
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """First messages by people one does not know; looking at them tells nobody."""
    member = member_of(request)
    waiting = Notification.objects.filter(member=member, kind=Asked.key, read_at=None)
    for number in set(waiting.values_list("thread_id", flat=True)):
        if number is not None:
            mark_read(member, number)
    return _list(request, asked=True)


@members_only
@require_safe
def names(request: HttpRequest) -> HttpResponse:
    """Whom a few letters may mean, for the field that says to whom; who is not in the directory is not offered."""
    spend(COMPLETE, by_member(request))
    member, typed = member_of(request), typed_handle(request.GET.get("q", "")[:LONGEST])
    found = people(member, Wanted()).exclude(pk=member.pk) if typed else Member.objects.none()
    named = (
        Q(handle__startswith=typed) | Q(name__unaccent__istartswith=typed) | Q(name__unaccent__icontains=f" {typed}")
    )
    return render(request, "members/messages/_names.html", {"people": found.filter(named)[:OFFERED]})


def _list(request: HttpRequest, *, asked: bool) -> HttpResponse:
    member = member_of(request)
    page = Paginator(talks_of(member, asked=asked), PAGE).get_page(request.GET.get("page"))
    waiting = TalkSeat.objects.of(member).asked().count()
    tabs = [
        {"url": reverse("messages"), "label": _("Messages"), "count": None, "current": not asked},
        {"url": reverse("messages_requests"), "label": _("Requests"), "count": waiting or None, "current": asked},
    ]
    context = {"page": page, "rows": rows(list(page), member), "tabs": tabs, "asked": asked}
    return render(request, "members/messages/list.html", context)
