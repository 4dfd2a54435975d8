"""Writing in a room, and changing what one wrote."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.chat.finding import find_line, in_room
from community.chat.forms import LineForm
from community.chat.models import ChatLine, ChatRoom
from community.chat.permissions import may_delete, may_edit, may_restore
from community.chat.submitting import submit_edit, submit_line
from community.chat.views.lines import line_fragment, room_page, since_fragment
from community.chat.writing import LINE_MAX, AtRest, LineEmpty
from community.composing.views.answering import stop_at
from community.drafts.rescuing import keeping_text
from community.spaces.showing import Place
from config.lib.audience import Viewer, members_only
from config.lib.htmx import go, is_fragment
from config.lib.markup import PostTooLong
from config.lib.net import network_of
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal
from members.profiles.submissions import SameKeyOtherText


@keeping_text
@members_only
@require_POST
@in_room
def write(request: HttpRequest, place: Place, room: ChatRoom) -> HttpResponse:
    """Say something."""
    form = LineForm(request.POST)
    if not form.is_valid():
        return _problem(request, place, room, Refusal(_first_error(form)), 422)
    data = form.cleaned_data
    insist, sender = request.POST.get("insist", ""), network_of(request)
    try:
        line = submit_line(
            room, by=cast(Member, request.user), source=data["body"], key=data["key"], insist=insist, sender=sender
        )
    except NotNow as not_now:
        return _problem(request, place, room, not_now.refusal, not_now.refusal.status)
    except (LineEmpty, PostTooLong, AtRest, SameKeyOtherText) as error:
        return _problem(request, place, room, Refusal(words_for(error)), 422)
    if is_fragment(request) and data["last"] is not None:
        return since_fragment(request, room, data["last"])
    return redirect(f"{room.get_absolute_url()}#m-{line.pk}")


def words_for(error: Exception) -> str:
    """What to tell somebody whose line cannot be written."""
    if isinstance(error, SameKeyOtherText):
        return _("This was sent already, with other words. Open the page again to write this too.")
    if isinstance(error, PostTooLong):
        return _("At most %(limit)d characters fit into a line. Start a thread for more.") % {"limit": error.limit}
    if isinstance(error, AtRest):
        return _("This room is at rest. Wake it to write in it.")
    return _("Write something first.")


def _first_error(form: LineForm) -> str:
    return str(next(iter(form.errors.values()))[0])


def _typed(request: HttpRequest) -> str:
    """What was written, to be shown again; also what is too long, up to where it helps nobody."""
    return request.POST.get("body", "")[: LINE_MAX * 4]


def _problem(request: HttpRequest, place: Place, room: ChatRoom, refusal: Refusal, status: int) -> HttpResponse:
    """Say what is in the way, with what was typed."""
    if is_fragment(request):
        response = render(request, "community/chat/_write.html#problem", {"problem": refusal}, status=status)
    else:
        response = room_page(request, place, room, status=status, body=_typed(request), problem=refusal)
    if refusal.until:
        response["Retry-After"] = str(refusal.retry_after)
    return response


@keeping_text
@members_only
@require_http_methods(["GET", "HEAD", "POST"])
@in_room
def edit(request: HttpRequest, place: Place, room: ChatRoom, line_id: int) -> HttpResponse:
    """Say it in other words, for fifteen minutes."""
    member = cast(Member, request.user)
    line = find_line(member, room, line_id)
    refusal = may_edit(member, line)
    if refusal is not None:
        return _editing(request, place, line, _typed(request), refusal, 403)
    if request.method != "POST":
        return _editing(request, place, line, line.source)
    form = LineForm(request.POST)
    body = _typed(request)
    if not form.is_valid():
        return _editing(request, place, line, body, Refusal(_first_error(form)), 422)
    try:
        submit_edit(line, by=member, source=form.cleaned_data["body"], insist=request.POST.get("insist", ""))
    except NotNow as not_now:
        return _editing(request, place, line, body, not_now.refusal, not_now.refusal.status)
    except (LineEmpty, PostTooLong) as error:
        return _editing(request, place, line, body, Refusal(words_for(error)), 422)
    return line_fragment(request, room, line_id) if is_fragment(request) else redirect(line)


def _editing(
    request: HttpRequest, place: Place, line: ChatLine, body: str, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    """The form with a line's words; on a page of its own, or where the line stands."""
    part = "#edit" if is_fragment(request) else ""
    context = {
        "space": place.space, "room": line.room, "line": line, "body": body, "problem": refusal, "line_max": LINE_MAX,
    }  # fmt: skip
    return render(request, f"community/chat/edit.html{part}", context, status=status)


@members_only
@require_POST
@in_room
def delete(request: HttpRequest, place: Place, room: ChatRoom, line_id: int) -> HttpResponse:
    """Leave a tombstone instead of the line; it can come back."""
    line, by = _allowed(request, room, line_id, may_delete)
    line.delete_softly(by=by)
    messages.success(request, _("Deleted. It can be restored where it stood for 30 days."))
    return go(request, line.get_absolute_url())


@members_only
@require_POST
@in_room
def restore(request: HttpRequest, place: Place, room: ChatRoom, line_id: int) -> HttpResponse:
    """Show a deleted line again."""
    line, by = _allowed(request, room, line_id, may_restore)
    line.restore(by=by)
    messages.success(request, _("Restored."))
    return go(request, line.get_absolute_url())


def _allowed(
    request: HttpRequest, room: ChatRoom, line_id: int, may: Callable[[Viewer, ChatLine], Refusal | None]
) -> tuple[ChatLine, Member]:
    line = find_line(request.user, room, line_id)
    stop_at(may(request.user, line))
    return line, cast(Member, request.user)
