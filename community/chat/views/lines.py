"""Reading a room: its page, what came since, one line, and how far somebody has read."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.chat.finding import find_line, in_room
from community.chat.forms import SubjectForm
from community.chat.models import ChatLine, ChatRoom, Hearing
from community.chat.pace import allowance
from community.chat.permissions import may_lead, may_turn, may_wake, may_write
from community.chat.reading import read_to
from community.chat.showing import lines_since, open_room_page, shown
from community.chat.writing import LINE_MAX
from community.following.choosing import Option
from community.spaces.showing import Place
from config.lib.audience import members_only, public
from config.lib.htmx import is_fragment
from config.lib.numbers import whole_number
from members.profiles.models import Member


@public
@require_safe
@in_room
def room(request: HttpRequest, place: Place, room: ChatRoom) -> HttpResponse:
    """A page of a room: its newest lines, or those around, before or after one."""
    return room_page(request, place, room)


def room_page(
    request: HttpRequest, place: Place, room: ChatRoom, *, status: int = 200, body: str = "", **more: Any
) -> HttpResponse:
    """The page, also as the answer to a form that was not accepted; `body` is what was typed."""
    viewer = request.user
    asked = {name: number_in(request.GET.get(name, "")) for name in ("before", "after", "at")}
    page = open_room_page(viewer, room, **asked)
    context = {
        "place": place, "space": place.space, "room": room, "page": page, "lines": page.lines,
        "write_refusal": may_write(viewer, room), "body": body, "key": uuid.uuid4().hex, "line_max": LINE_MAX,
        "may_lead": may_lead(viewer, room) is None, "may_wake": may_wake(viewer, room) is None,
        "may_turn": may_turn(viewer, room) is None,
        "subject_form": SubjectForm(initial={"subject": room.subject}),
        "levels": [Option(value, str(label), value == page.level) for value, label in Hearing.choices],
        "hears": _meaning(page.level),
        "asked": any(asked.values()), "first_day": allowance(viewer),
    }  # fmt: skip
    return render(request, "community/chat/room.html", context | more, status=status)


def number_in(text: str) -> int:
    """An id as an address or a form names it; 0 without one. Raises Http404 for what no page of ours sends."""
    number = whole_number(text or "0")
    if number is None:
        raise Http404
    return number


def _meaning(level: str) -> str:
    words = {
        Hearing.EVERYTHING: _("You are told of every line."),
        Hearing.MENTIONS: _("You are told when somebody mentions you."),
        Hearing.NOTHING: _("You are not told about this room."),
    }
    return words[Hearing(level)]


@public
@require_safe
@in_room
def since(request: HttpRequest, place: Place, room: ChatRoom, line_id: int) -> HttpResponse:
    """A fragment with the lines after one, for a page that is open."""
    return since_fragment(request, room, line_id)


def since_fragment(request: HttpRequest, room: ChatRoom, line_id: int) -> HttpResponse:
    """The lines after one, as they are added to a page."""
    context = {"lines": lines_since(request.user, room, line_id), "room": room, "space": room.space}
    return render(request, "community/chat/room.html#lines", context)


@public
@require_safe
@in_room
def line(request: HttpRequest, place: Place, room: ChatRoom, line_id: int) -> HttpResponse:
    """One line as it reads now, for a page that is open; for a browser, the page where it stands."""
    if not is_fragment(request):
        return redirect(find_line(request.user, room, line_id))
    return line_fragment(request, room, line_id)


def line_fragment(request: HttpRequest, room: ChatRoom, line_id: int) -> HttpResponse:
    """One line as it stands on a page, under the same name as there. Raises Http404."""
    rows = ChatLine.objects.visible_to(request.user).filter(room=room, pk__lte=line_id).for_reading(request.user)
    found = [*reversed(rows.order_by("-pk")[:2])]
    if not found or found[-1].pk != line_id:
        raise Http404
    one = shown(request.user, room, found[-1:], after=found[0] if len(found) > 1 else None)
    context = {"one": one[0], "room": room, "space": room.space, "alone": True}
    return render(request, "community/chat/_line.html", context)


@members_only
@require_POST
@in_room
def read(request: HttpRequest, place: Place, room: ChatRoom) -> HttpResponse:
    """Remember how far the member has read."""
    number = number_in(request.POST.get("line", ""))
    read_to(cast(Member, request.user), find_line(request.user, room, number).room, number)
    return HttpResponse(status=204) if is_fragment(request) else redirect(room)
