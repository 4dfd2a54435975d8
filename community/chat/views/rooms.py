"""The rooms of a space: the list, opening one, and what hosts and readers do with a room."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.chat.finding import in_room
from community.chat.forms import SubjectForm
from community.chat.models import ChatRoom, Hearing
from community.chat.opening import open_room
from community.chat.permissions import may_lead, may_open, may_wake
from community.chat.reading import NEWS_LIMIT, hear, rooms_of
from community.chat.views.lines import room_page
from community.composing.views.answering import stop_at
from community.spaces.showing import Place, in_space
from community.spaces.views import around
from config.lib.audience import members_only, public
from members.profiles.models import Member

PAGE = 40


@public
@require_safe
@in_space
def chat(request: HttpRequest, place: Place) -> HttpResponse:
    """The rooms of a space, and what is new in each."""
    return _rooms(request, place, SubjectForm())


def _rooms(request: HttpRequest, place: Place, form: SubjectForm, status: int = 200) -> HttpResponse:
    rooms: Any = Paginator(rooms_of(request.user, place.space.pk), PAGE)
    page = around(request, place, "chat") | {
        "page": rooms.get_page(request.GET.get("page")),
        "form": form,
        "open_refusal": may_open(request.user, place.space),
        "news_limit": NEWS_LIMIT,
    }
    return render(request, "community/chat/rooms.html", page, status=status)


@members_only
@require_POST
@in_space
def chat_open(request: HttpRequest, place: Place) -> HttpResponse:
    """Open a room."""
    stop_at(may_open(request.user, place.space))
    form = SubjectForm(request.POST)
    if not form.is_valid():
        return _rooms(request, place, form, 422)
    room = open_room(place.space, by=cast(Member, request.user), subject=form.cleaned_data["subject"])
    return redirect(room)


@members_only
@require_POST
@in_room
def chat_subject(request: HttpRequest, place: Place, room: ChatRoom) -> HttpResponse:
    """Say what the room is about from now on."""
    stop_at(may_lead(request.user, room))
    form = SubjectForm(request.POST)
    if not form.is_valid():
        return room_page(request, place, room, status=422, subject_form=form)
    room.change_subject(form.cleaned_data["subject"], by=cast(Member, request.user))
    messages.success(request, _("The room is about “%(subject)s” now.") % {"subject": room.subject})
    return redirect(room)


@members_only
@require_POST
@in_room
def chat_rest(request: HttpRequest, place: Place, room: ChatRoom) -> HttpResponse:
    """Put the room to rest."""
    stop_at(may_lead(request.user, room))
    room.rest(by=cast(Member, request.user))
    messages.success(request, _("The room is at rest: it can be read, and woken."))
    return redirect(room)


@members_only
@require_POST
@in_room
def chat_wake(request: HttpRequest, place: Place, room: ChatRoom) -> HttpResponse:
    """Wake a room that rests."""
    stop_at(may_wake(request.user, room))
    room.wake(by=cast(Member, request.user))
    messages.success(request, _("The room takes lines again."))
    return redirect(room)


@members_only
@require_POST
@in_room
def chat_hear(request: HttpRequest, place: Place, room: ChatRoom) -> HttpResponse:
    """How much to hear of the room."""
    level = request.POST.get("level", "")
    if level not in Hearing.values:
        messages.error(request, _("Choose everything, mentions, or nothing."))
        return room_page(request, place, room, status=422)
    hear(cast(Member, request.user), room, level)
    return redirect(room)
