"""Pages of a thread."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_safe

from community.following.choosing import choice_for
from community.hosted.permissions import may_take_away
from community.ideas.lining import attach_new_lines
from community.posts.models import Post
from community.posts.permissions import may_reply
from community.related.showing import related_to
from community.spaces.models import Kind
from community.threads import permissions
from community.threads.closing import SLOW_CHOICES
from community.threads.former import merged_thread, moved_post, standing
from community.threads.models import PAGE, Thread
from community.threads.opening import opened
from community.threads.reading import ALL_MAX, ThreadPage, fits_one_page, open_all, open_at, open_page, posts_after
from community.threads.rows import post_url
from community.threads.summing_up import top_posts
from community.threads.timers import timers_of
from config.lib.anonymous_cache import kept_for_visitors
from config.lib.audience import Viewer, public
from config.lib.numbers import whole_number
from members.profiles.models import Member
from moderation.review.direct import may_open

if TYPE_CHECKING:
    from config.lib.audience import View

ALL = "all"
"""Stands in the address in place of a page number."""


def find(viewer: Viewer, thread_id: int) -> Thread:
    """The thread, if this viewer may see it; otherwise the same 404 as for one that does not exist."""
    thread = opened(viewer, thread_id)
    if thread is None:
        raise Http404
    return thread


def leads_on(view: View) -> View:
    """Decorate a page of a thread: what left it, or all of it if merged, is found by whoever may see it there."""

    @wraps(view)
    def answer(request: HttpRequest, thread_id: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, thread_id, *args, **kwargs)
        except Http404:
            post = moved_post(request.user, thread_id, kwargs.get("number") or 1)
            if post is not None:
                return redirect(post_url(post.thread, post.number))
            target = merged_thread(request.user, thread_id)
            if target is None:
                raise
            return redirect(target)

    return answer


@public
@require_safe
@kept_for_visitors
@leads_on
def thread(request: HttpRequest, thread_id: int, slug: str = "") -> HttpResponse:
    """A page of a thread; without a number, members who have read part of it begin at the first unread post."""
    found = find(request.user, thread_id)
    asked = request.GET.get("page")
    page = None if asked == ALL else _page_number(asked)
    if slug != found.slug and found.covered is None:  # its address comes back with its title
        query = f"?page={asked}" if asked else ""
        return redirect(found.get_absolute_url() + query, permanent=True)
    if asked == ALL:
        return _whole(request, found)
    if page is not None and not 1 <= page <= found.pages_count:
        raise Http404
    shown = open_page(request.user, found, page or 1)
    if page is None and shown.first_unread > 1:
        return redirect(post_url(found, shown.first_unread))
    return _answer(request, shown)


@public
@require_safe
@kept_for_visitors
@leads_on
def thread_post(request: HttpRequest, thread_id: int, slug: str, number: int) -> HttpResponse:
    """The page of a thread that holds one post, opened there."""
    found = find(request.user, thread_id)
    if not 1 <= number <= found.posts_count:
        raise Http404
    if found.moved_out and not found.posts.filter(number=number).exists():
        post = moved_post(request.user, thread_id, number)
        if post is None:
            raise Http404
        return redirect(post_url(post.thread, post.number))
    if slug != found.slug and found.covered is None:  # its address comes back with its title
        return redirect(post_url(found, number), permanent=True)
    return _answer(request, open_at(request.user, found, number))


@public
@require_GET
def thread_since(request: HttpRequest, thread_id: int, number: int) -> HttpResponse:
    """A fragment with the posts after `number`, and what became of an idea, for a page that is open."""
    found = find(request.user, thread_id)
    posts = posts_after(request.user, found, number)
    lines = attach_new_lines(found, posts, number, to_the_end=len(posts) < PAGE)
    page = ThreadPage(found, posts, found.pages_count)
    context = {"page": page, "lines": lines, "thread": found, "arriving": True}
    return render(request, "community/threads/since.html", context)


@public
@require_GET
@leads_on
def thread_on(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Jump to a post by its number, or to a date: the first post of that day or later, in the reader's time zone."""
    found = find(request.user, thread_id)
    number = whole_number(request.GET.get("number", "").strip(), 8)
    if number is not None:
        wanted = min(max(1, number), found.posts_count)
        return redirect(post_url(found, standing(found, wanted) if found.moved_out else wanted))
    day = _day(request.GET.get("day", ""))
    if day is None:
        messages.error(request, _("Give a number, or a day such as 2027-03-31."))
        return redirect(found)
    start = timezone.make_aware(datetime.combine(day, time.min))
    later = Post.objects.filter(thread=found, created_at__gte=start).order_by("number")
    last = standing(found, found.posts_count)
    return redirect(post_url(found, later.values_list("number", flat=True).first() or last))


@public
@require_safe
@kept_for_visitors
@leads_on
def thread_summary(request: HttpRequest, thread_id: int) -> HttpResponse:
    """The posts of a long thread that people valued most, in the order of time."""
    found = find(request.user, thread_id)
    posts = top_posts(request.user, found)
    return render(request, "community/threads/summary.html", {"thread": found, "posts": posts})


def _whole(request: HttpRequest, thread: Thread) -> HttpResponse:
    """All replies on one page; of a thread that is too long for that, the first page with a sentence."""
    if fits_one_page(thread):
        return _answer(request, open_all(request.user, thread))
    problem = ngettext(
        "This thread has %(count)d reply; at most %(most)d fit on one page. Here is the first of its pages.",
        "This thread has %(count)d replies; at most %(most)d fit on one page. Here is the first of its pages.",
        thread.replies_count,
    ) % {"count": thread.replies_count, "most": ALL_MAX}
    return _answer(request, open_page(request.user, thread, 1), problem=problem)


def _answer(request: HttpRequest, page: ThreadPage, problem: str = "") -> HttpResponse:
    from community.composing.composer import reply_composer
    from community.questions.showing import matter_of

    thread = page.thread
    if thread.deleted_at and not (permissions.may_lead(request.user, thread) or thread.author_id == request.user.pk):
        raise Http404
    context = {"page": page, "thread": thread, "problem": problem}
    if request.headers.get("HX-Request") and not request.headers.get("HX-Boosted"):
        return render(request, "community/threads/detail.html#posts", context)
    refusal = may_reply(request.user, thread)
    context |= {
        "reply_refusal": refusal,
        "composer": None if refusal else reply_composer(cast(Member, request.user), thread),
        "may_lead": permissions.may_lead(request.user, thread),
        "may_pin_everywhere": permissions.may_pin_everywhere(request.user, thread),
        "may_sort": permissions.may_sort(request.user, thread) is None,
        "greets": not refusal and _waits_for_a_hello(request.user, thread),
        "may_delete": permissions.may_delete(request.user, thread),
        "may_restore": permissions.may_restore(request.user, thread),
        "may_moderate": may_open(request.user, thread.author),
        "may_take_away": not thread.deleted_at and may_take_away(request.user, thread.space_id, thread.author) is None,
        "slow_choices": SLOW_CHOICES,
        "slow_words": dict(SLOW_CHOICES).get(thread.slow_seconds, ""),
        "timers": timers_of(thread) if getattr(thread, "has_timers", False) else [],
        "follow": choice_for(request.user, thread=thread),
        "related": related_to(request.user, thread),
        "matter": matter_of(request.user, thread, page.answer),
    }
    return render(request, "community/threads/detail.html", context, status=422 if problem else 200)


def _waits_for_a_hello(viewer: Viewer, thread: Thread) -> bool:
    """Whether somebody introduced themselves and nobody has replied."""
    return thread.kind == Kind.INTRO and not thread.replies_count and thread.author_id not in (None, viewer.pk)


def _page_number(text: str | None) -> int | None:
    if text is None:
        return None
    number = whole_number(text, 7)
    if number is None:
        raise Http404
    return number


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
