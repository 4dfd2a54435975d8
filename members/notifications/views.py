"""The inbox, and what a member may do in it."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from config.lib.audience import MemberRequest, members_only
from config.lib.cursors import cursor_from
from members.notifications.counting import beside, counts
from members.notifications.inbox import TABS, find, left_for_later, new_by_tab, open_inbox
from members.notifications.models import Notification
from members.notifications.notices import NOTICES
from members.notifications.preferences import Setting, choose, defaults, lower, settings_of
from members.notifications.reading import mark_all_seen
from members.notifications.telling import count_changed
from members.profiles.models import Member
from members.replying.bouncing import is_unreachable


@members_only
@require_safe
def inbox(request: HttpRequest, tab: str = "for-you") -> HttpResponse:
    """What concerns the member, by thread, newest first."""
    if tab not in TABS:
        raise Http404
    member = cast("MemberRequest", request).user
    is_first = not request.GET.get("after")
    context = {
        "page": open_inbox(member, tab, cursor_from(request.GET.get("after"))),
        "tab": tab,
        "tabs": _tabs(member, tab),
        "address": _address(tab),
        "is_first": is_first,
        "lowered": _lowered(request, member),
        "is_unreachable": is_first and is_unreachable(member),
        "left": left_for_later(member) if is_first else None,
    }
    return render(request, "members/notifications/inbox.html", context)


@members_only
@require_GET
def inbox_count(request: HttpRequest) -> HttpResponse:
    """A fragment: the number beside the word Inbox, for pages that are open."""
    member = cast("MemberRequest", request).user
    numbers = counts(member)
    context = {"count": numbers["inbox"], "others": beside(numbers)}
    return render(request, "members/notifications/count.html", context)


@members_only
@require_POST
def inbox_seen(request: HttpRequest) -> HttpResponse:
    """Nothing counts as new any more."""
    mark_all_seen(cast("MemberRequest", request).user)
    return redirect(_back(request))


@members_only
@require_POST
def inbox_read(request: HttpRequest, pk: int) -> HttpResponse:
    """One notification was opened, or needs no opening."""
    row = _mine(request, pk)
    row.mark_read()
    count_changed([row.member_id])
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return HttpResponse(status=204)
    return redirect(_back(request))


@members_only
@require_POST
def inbox_less(request: HttpRequest, pk: int) -> HttpResponse:
    """Hear less of this kind from now on; the page offers to take it back."""
    row = _mine(request, pk)
    before = lower(row.member, NOTICES[row.kind].setting)
    return redirect(f"{_back(request)}?lowered={before.key}-{before.in_app:d}{before.by_mail:d}{before.by_push:d}")


@members_only
@require_POST
def inbox_as_before(request: HttpRequest) -> HttpResponse:
    """Take "less like this" back."""
    before = _setting_from(request.POST.get("before", ""))
    if before is None:
        messages.error(request, _("This can no longer be taken back here. Your choices stand in the settings."))
        return redirect("settings_notifications")
    ways = {"in_app": before.in_app, "by_mail": before.by_mail, "by_push": before.by_push}
    choose(cast("MemberRequest", request).user, before.key, **ways)
    messages.success(request, _("As before."))
    return redirect(_back(request))


def _mine(request: HttpRequest, pk: int) -> Notification:
    row = find(cast("MemberRequest", request).user, pk)
    if row is None:
        raise Http404
    return row


def _tabs(member: Member, current: str) -> list[dict[str, object]]:
    new = new_by_tab(member)
    return [
        {"url": _address(key), "label": label, "count": new.get(key), "current": key == current}
        for key, label in TABS.items()
    ]


def _address(tab: str) -> str:
    return reverse("inbox") if tab == "for-you" else reverse("inbox_tab", args=[tab])


def _back(request: HttpRequest) -> str:
    """The tab the form stood in."""
    tab = request.POST.get("tab", "")
    return _address(tab if tab in TABS else "for-you")


def _setting_from(text: str) -> Setting | None:
    """What `<key>-<in the app><by mail><by push>` names, such as mention-110; None for anything else."""
    key, _dash, boxes = text.rpartition("-")
    row = defaults().get(key)
    if row is None or len(boxes) != 3 or not set(boxes) <= {"0", "1"}:
        return None
    return Setting(key, row.label, *(box == "1" for box in boxes))


def _lowered(request: HttpRequest, member: Member) -> dict[str, object] | None:
    """What was just lowered, in a sentence, and what it was before."""
    text = request.GET.get("lowered", "")
    before = _setting_from(text)
    if before is None:
        return None
    now = next(row for row in settings_of(member) if row.key == before.key)
    if now.in_app:
        sentence = _("“%(kind)s”: no more e-mail or push, still here.")
    else:
        sentence = _("“%(kind)s”: you will not be told any more.")
    return {"sentence": sentence % {"kind": before.label}, "before": text}
