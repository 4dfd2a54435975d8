"""What one member wrote, as far as the reader may see it: fragments for a profile, and pages by themselves."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.home.feed import PAGE
from community.posts.models import Post
from community.spaces.seeing import visible_space_ids
from community.threads.models import Thread
from community.threads.rows import post_url, rows_for
from config.lib.audience import Viewer, public
from config.lib.cursors import Cursor, cursor_from
from members.profiles.models import Member
from members.profiles.preferences import may_see_profile


@public
@require_safe
def member_threads(request: HttpRequest, handle: str) -> HttpResponse:
    """The threads a member started, newest first."""
    member = _find(request.user, handle)
    threads = Thread.objects.filter(space_id__in=visible_space_ids(request.user), deleted_at=None, author=member)
    if not (request.user.is_authenticated and request.user.pk == member.pk):
        threads = threads.filter(held_at=None)
    found, older = _page(request, threads.for_listing())
    rows = rows_for(request.user, found)
    return _answer(request, member, _("Threads"), older, {"rows": rows})


@public
@require_safe
def member_posts(request: HttpRequest, handle: str) -> HttpResponse:
    """The replies a member wrote, newest first."""
    member = _find(request.user, handle)
    found, older = _page(request, _replies(request.user, member))
    return _answer(request, member, _("Replies"), older, {"replies": _with_addresses(found)})


@public
@require_safe
def member_answers(request: HttpRequest, handle: str) -> HttpResponse:
    """The replies of a member that were accepted as answers, newest first."""
    member = _find(request.user, handle)
    answers = _replies(request.user, member).filter(pk=F("thread__answer"))
    found, older = _page(request, answers)
    return _answer(request, member, _("Answers"), older, {"replies": _with_addresses(found)})


def _find(viewer: Viewer, handle: str) -> Member:
    member = Member.objects.present().filter(handle=handle).first()
    if member is None or not may_see_profile(viewer, member):
        raise Http404
    return member


def _replies(viewer: Viewer, member: Member) -> Any:
    readable = Post.objects.of_visible_spaces(viewer).filter(deleted_at=None, hidden_at=None)
    return readable.filter(author=member, number__gt=1).select_related("thread__space").defer("source", "html")


def _with_addresses(posts: list[Any]) -> list[tuple[Any, str]]:
    return [(post, post_url(post.thread, post.number)) for post in posts]


def _page(request: HttpRequest, rows: Any) -> tuple[list[Any], str]:
    """One page by time of writing, and the query of the next one."""
    after = cursor_from(request.GET.get("after"))
    rows = after.below(rows, "created_at") if after else rows
    found = list(rows.order_by("-created_at", "-id")[: PAGE + 1])
    shown = found[:PAGE]
    more = len(found) > PAGE
    return shown, urlencode({"after": str(Cursor(shown[-1].created_at, shown[-1].pk))}) if more else ""


def _answer(request: HttpRequest, member: Member, heading: str, older: str, what: dict[str, Any]) -> HttpResponse:
    context = {"member": member, "heading": heading, "older": older, "path": request.path, **what}
    part = request.GET.get("part") == "rows" or request.htmx  # type: ignore[attr-defined]
    template = "community/home/by_member.html#list" if part else "community/home/by_member.html"
    return render(request, template, context)
