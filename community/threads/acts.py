"""Acts on a thread: one address each, POST only."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.following.reading import read_to, unread_from
from community.posts.models import Post
from community.threads import permissions
from community.threads.closing import SLOW_CHOICES
from community.threads.models import Thread
from community.threads.rows import post_url
from community.threads.views import find
from config.lib.audience import Viewer, members_only
from config.lib.numbers import whole_number
from members.profiles.models import Member

May = Callable[[Viewer, Thread], bool]


def _allowed(request: HttpRequest, thread_id: int, may: May, refusal: str) -> tuple[Thread, Member]:
    thread = find(request.user, thread_id)
    if not may(request.user, thread):
        raise PermissionDenied(refusal)
    return thread, cast(Member, request.user)


def _leading(request: HttpRequest, thread_id: int) -> tuple[Thread, Member]:
    return _allowed(
        request, thread_id, permissions.may_lead, _("Only the hosts of this space and the team can do this.")
    )


def _done(request: HttpRequest, thread: Thread, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect(thread)


@members_only
@require_POST
def close(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Take no more replies."""
    thread, by = _leading(request, thread_id)
    thread.close(by=by)
    return _done(request, thread, _("Closed. Nobody but the team can reply now."))


@members_only
@require_POST
def reopen(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Take replies again."""
    thread, by = _leading(request, thread_id)
    thread.reopen(by=by)
    return _done(request, thread, _("Open again."))


@members_only
@require_POST
def archive(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Leave the lists."""
    thread, by = _leading(request, thread_id)
    thread.archive(by=by)
    return _done(request, thread, _("Archived. It left the lists and can still be read here."))


@members_only
@require_POST
def unarchive(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Come back to the lists."""
    thread, by = _leading(request, thread_id)
    thread.unarchive(by=by)
    return _done(request, thread, _("Back in the lists."))


@members_only
@require_POST
def pin(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Stand first in the space, or (managers) everywhere."""
    thread, by = _leading(request, thread_id)
    everywhere = request.POST.get("where") == "everywhere"
    if everywhere and not permissions.may_pin_everywhere(by, thread):
        raise PermissionDenied(_("Only community managers pin to the top of everything."))
    thread.pin(by=by, everywhere=everywhere)
    return _done(request, thread, _("Pinned to the top of everything.") if everywhere else _("Pinned in its space."))


@members_only
@require_POST
def unpin(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Stand where time puts it."""
    thread, by = _leading(request, thread_id)
    thread.unpin(by=by)
    return _done(request, thread, _("No longer pinned."))


@members_only
@require_POST
def slow(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Ask members to wait between their replies."""
    thread, by = _leading(request, thread_id)
    seconds = whole_number(request.POST.get("seconds", ""))
    if seconds is None or seconds not in dict(SLOW_CHOICES):
        messages.error(request, _("Choose one of the offered waiting times."))
        return redirect(thread)
    thread.slow_down(seconds, by=by)
    return _done(request, thread, _("Slow mode is on.") if seconds else _("Slow mode is off."))


@members_only
@require_POST
def delete(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Delete the thread, with 30 days to bring it back."""
    sentence = _("Only its author can delete a thread, while nobody else has written in it.")
    thread, by = _allowed(request, thread_id, permissions.may_delete, sentence)
    thread.delete_softly(by=by)
    return _done(request, thread, _("Deleted. You can bring it back here for 30 days."))


@members_only
@require_POST
def restore(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Bring a deleted thread back."""
    sentence = _("It can be brought back within 30 days by whoever deleted it.")
    thread, by = _allowed(request, thread_id, permissions.may_restore, sentence)
    thread.restore(by=by)
    return _done(request, thread, _("The thread is back."))


@members_only
@require_POST
def accept(request: HttpRequest, post_id: int) -> HttpResponse:
    """Choose the accepted answer, or take the choice back."""
    post = Post.objects.visible_to(request.user).select_related("thread").filter(pk=post_id).first()
    if post is None:
        raise Http404
    thread = find(request.user, post.thread_id)
    if not permissions.may_accept_post(request.user, thread, post):
        raise PermissionDenied(_("Only who asked and the hosts of the space choose the answer."))
    by = cast(Member, request.user)
    if request.POST.get("answer") == "no":
        thread.unaccept(by=by)
        messages.success(request, _("The question is open again."))
    else:
        thread.accept(post, by=by)
        messages.success(request, _("Marked as the accepted answer."))
    return redirect(post_url(thread, post.number))


@members_only
@require_POST
def read(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Remember how far was read; `number` is the last post seen. The button without JavaScript marks all."""
    thread = find(request.user, thread_id)
    number = whole_number(request.POST.get("number", ""), 8)
    if number is not None:
        read_to(cast(Member, request.user), thread, number)
        if request.headers.get("Sec-Fetch-Mode") != "navigate":
            return HttpResponse(status=204)
        messages.success(request, _("Marked as read."))
    return redirect(thread.get_absolute_url() + f"?page={thread.pages_count}")


@members_only
@require_POST
def unread(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Mark a post and all after it as not read."""
    thread = find(request.user, thread_id)
    number = whole_number(request.POST.get("number", ""), 8)
    unread_from(cast(Member, request.user), thread, 1 if number is None else number)
    messages.success(request, _("Marked as unread."))
    return redirect("home")
