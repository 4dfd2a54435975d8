"""Making a thread of a stretch of chat: choosing it, making it, taking it back."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from community.chat.finding import in_room
from community.chat.forms import StretchForm
from community.chat.models import ChatLine, ChatRoom, ChatStretch
from community.chat.permissions import may_take_back, may_turn
from community.chat.showing import PAGE, readable, shown
from community.chat.turning import STRETCH_MAX, NoStretch, spaces_for, turn, undo_turn
from community.chat.views.lines import number_in
from community.composing.views.answering import stop_at
from community.posts.permissions import may_start
from community.spaces.models import Space
from community.spaces.showing import Place
from config.lib.audience import members_only
from members.profiles.models import Member


@members_only
@require_safe
@in_room
def choose(request: HttpRequest, place: Place, room: ChatRoom) -> HttpResponse:
    """Choose the first and the last line, and what thread they become."""
    stop_at(may_turn(request.user, room))
    first = number_in(request.GET.get("from", ""))
    start = {"first": first or None, "space": room.space_id, "kind": next(iter(room.space.kinds), "")}
    form = StretchForm(viewer=request.user, spaces=_spaces(request, room), initial=start)
    return _page(request, place, room, form)


def _page(request: HttpRequest, place: Place, room: ChatRoom, form: StretchForm, status: int = 200) -> HttpResponse:
    first, before = (number_in(request.GET.get(name, "")) for name in ("from", "before"))
    rows: Any = ChatLine.objects.visible_to(request.user).filter(room=room).for_reading(request.user)
    if first:
        lines = list(rows.filter(pk__gte=first).order_by("pk")[:STRETCH_MAX])
    else:
        wanted = rows.filter(pk__lt=before) if before else rows
        lines = [*reversed(wanted.order_by("-pk")[:PAGE])]
    context = {
        "space": place.space, "room": room, "form": form, "lines": readable(shown(request.user, room, lines)),
        "chosen": {name: str(form[name].value() or "") for name in ("first", "last")},
        "older": lines[0].pk if lines and (first or len(lines) >= PAGE) else 0,
        "query": f"?from={first}" if first else f"?before={before}" if before else "",
    }  # fmt: skip
    return render(request, "community/chat/turn.html", context, status=status)


@members_only
@require_POST
@in_room
def make(request: HttpRequest, place: Place, room: ChatRoom) -> HttpResponse:
    """Make the thread; sent twice, it is one."""
    stop_at(may_turn(request.user, room))
    form = StretchForm(request.POST, viewer=request.user, spaces=_spaces(request, room))
    if not form.is_valid():
        return _page(request, place, room, form, 422)
    data = form.cleaned_data
    try:
        stretch = turn(
            room, data["first"], data["last"], by=cast(Member, request.user), space=data["space"], kind=data["kind"],
            title=data["title"],
        )  # fmt: skip
    except NoStretch as reason:
        form.add_error(None, str(reason))
        return _page(request, place, room, form, 422)
    lines = stretch.lines_count
    words = ngettext("%(count)d line is a thread now.", "%(count)d lines are a thread now.", lines) % {"count": lines}
    then = _("Their authors are told. In the chat you can undo it for an hour.")
    messages.success(request, f"{words} {then}")
    return redirect(stretch.thread or room)


@members_only
@require_POST
@in_room
def undo(request: HttpRequest, place: Place, room: ChatRoom, stretch_id: int) -> HttpResponse:
    """The thread was never made."""
    stretch = ChatStretch.objects.filter(room=room, pk=stretch_id).select_related("thread").first()
    if stretch is None:
        raise Http404
    stretch.room = room
    stop_at(may_take_back(request.user, stretch))
    try:
        undo_turn(stretch, by=cast(Member, request.user))
    except NoStretch as reason:
        raise PermissionDenied(str(reason)) from reason
    messages.success(request, _("Undone. The lines are chat again and nothing else."))
    return redirect(room)


def _spaces(request: HttpRequest, room: ChatRoom) -> list[Space]:
    return [space for space in spaces_for(request.user, room) if may_start(request.user, space) is None]
