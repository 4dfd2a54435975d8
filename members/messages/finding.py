"""Finding what an address names, for whoever has a seat; everything else does not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from config.lib.audience import member_of
from config.lib.numbers import whole_number
from members.messages.models import Message, Talk, TalkSeat
from members.messages.permissions import Company
from members.messages.submitting import company_of


def in_talk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view, inside its audience: it gets the company instead of the number of a talk. Raises Http404."""

    @wraps(view)
    def found(request: HttpRequest, talk_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        member = member_of(request)
        talk = Talk.objects.visible_to(member).filter(pk=talk_id).first()
        if talk is None:
            raise Http404
        try:
            return view(request, company_of(talk, member), *args, **kwargs)
        except TalkSeat.DoesNotExist as gone:  # they left in another tab a moment ago
            raise Http404 from gone

    return found


def find_message(company: Company, message_id: int) -> Message:
    """A message of a talk, since its reader came. Raises Http404."""
    seat = company.seat
    rows = Message.objects.filter(talk=seat.talk_id, pk=message_id, pk__gt=seat.from_message)
    message: Message | None = rows.select_related("author", "about").first()
    if message is None:
        raise Http404
    message.talk = seat.talk
    return message


def number_in(text: str) -> int:
    """An id as an address or a form names it; 0 without one. Raises Http404 for what no page of ours sends."""
    number = whole_number(text or "0")
    if number is None:
        raise Http404
    return number
