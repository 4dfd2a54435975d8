"""Moving, splitting and merging, each on a page of its own that says what will happen before it does."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from community.posts.models import Post
from community.spaces.alone import NotPossible
from community.threads import permissions
from community.threads.answering import ALONG, WITHDRAWN
from community.threads.carrying import Carried, gone_words, is_read_by_others
from community.threads.former import merged_thread
from community.threads.forms import INTO, MergeForm, MoveForm, SplitForm, led_spaces
from community.threads.merging import check_target, merge
from community.threads.models import Thread
from community.threads.moving import move
from community.threads.placing import blind_followers, check_space
from community.threads.rows import post_url
from community.threads.splitting import move_posts, split
from community.threads.views import find
from config.lib.audience import members_only
from config.lib.numbers import whole_number
from members.profiles.models import Member

SHOWN = 100
"""So many posts can be chosen from on one page."""


def led(request: HttpRequest, thread_id: int) -> Thread:
    """The thread, for whoever looks after its space. Raises Http404 and PermissionDenied."""
    try:
        thread = find(request.user, thread_id)
    except Http404:
        if merged_thread(request.user, thread_id) is not None:
            raise PermissionDenied(gone_words()) from None
        raise
    if not permissions.may_lead(request.user, thread):
        raise PermissionDenied(_("Only the hosts of this space and the team can do this."))
    return thread


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def thread_move(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Choose the space a thread goes to; where other people read, what that changes is said first."""
    thread, by = led(request, thread_id), cast(Member, request.user)
    spaces = [space for space in led_spaces(by) if space.pk != thread.space_id]
    if request.method != "POST":
        wished = next((space for space in spaces if space.slug == request.GET.get("to")), None)
        return _page(request, thread, "move", MoveForm(spaces=spaces, initial={"space": wished}))
    form = MoveForm(request.POST, spaces=spaces)
    if not form.is_valid():
        return _page(request, thread, "move", form, 422)
    left, to = thread.space, form.cleaned_data["space"]
    try:
        check_space(to, thread.kind, by=by)
        if is_read_by_others(left, to) and not form.cleaned_data["sure"]:
            return _page(request, thread, "move", form, to=to, blind=len(blind_followers(thread, to)))
        move(thread, to=to, by=by)
    except NotPossible as reason:
        form.add_error("space", str(reason))
        return _page(request, thread, "move", form, 422)
    back = reverse("thread_move", args=[thread.pk]) + f"?to={left.slug}"
    words = _("Moved to “%(space)s”.") % {"space": to.name}
    messages.success(request, format_html('{} <a href="{}">{}</a>', words, back, _("Move it back")))
    return redirect(thread)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def thread_split(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Choose posts, and what becomes of them."""
    thread, by = led(request, thread_id), cast(Member, request.user)
    spaces = led_spaces(by)
    if request.method != "POST":
        initial = {"space": thread.space_id, "kind": thread.kind}
        first = _number(request.GET.get("from", ""))
        return _posts_page(
            request, thread, SplitForm(viewer=by, spaces=spaces, initial=initial), {first} if first else set()
        )
    form = SplitForm(request.POST, viewer=by, spaces=spaces)
    numbers = _chosen(request, thread)
    if not numbers:
        form.add_error(None, _("Choose at least one reply."))
    if not form.is_valid():
        return _posts_page(request, thread, form, set(numbers), 422)
    data = form.cleaned_data
    to = data["into"].space if data["where"] == INTO else data["space"]
    if is_read_by_others(thread.space, to) and data.get("sure") != to.pk:
        return _posts_page(request, thread, form, set(numbers), to=to)
    try:
        if data["where"] == INTO:
            target = data["into"]
            carried = move_posts(thread, numbers, into=target, by=by)
        else:
            target, carried = split(thread, numbers, by=by, title=data["title"], kind=data["kind"], space=data["space"])
    except NotPossible as reason:
        form.add_error(None, str(reason))
        return _posts_page(request, thread, form, set(numbers), 422)
    return _carried(request, target, carried)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def thread_merge(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Choose the thread that takes all posts of this one; `into` fills in its number."""
    from community.composing.lookalikes import lookalikes

    thread, by = led(request, thread_id), cast(Member, request.user)
    chosen = {"into": whole_number(request.GET.get("into", ""))}
    form = MergeForm(request.POST if request.method == "POST" else None, viewer=by, initial=chosen)
    if form.is_valid():
        into = form.cleaned_data["into"]
        try:
            check_target(thread, into)
            if is_read_by_others(thread.space, into.space) and not form.cleaned_data["sure"]:
                return _page(request, thread, "merge", form, to=into.space, into=into)
            return _carried(request, into, merge(thread, into=into, by=by))
        except NotPossible as reason:
            form.add_error("into", str(reason))
    alike = [one.thread for one in lookalikes(by, thread.title) if one.thread.pk != thread.pk]
    alike = [one for one in alike if permissions.may_lead(by, one)]
    return _page(request, thread, "merge", form, 422 if form.is_bound else 200, alike=alike)


@members_only
@require_POST
def thread_bump(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Come up in the lists without a reply."""
    thread = led(request, thread_id)
    thread.bump(by=cast(Member, request.user))
    messages.success(request, _("It stands at the top of the lists now, until others are written in."))
    return redirect(thread)


def _page(request: HttpRequest, thread: Thread, name: str, form: Any, status: int = 200, **more: Any) -> HttpResponse:
    context = {"thread": thread, "form": form} | more
    return render(request, f"community/threads/{name}.html", context, status=status)


def _posts_page(
    request: HttpRequest, thread: Thread, form: SplitForm, chosen: set[int], status: int = 200, **more: Any
) -> HttpResponse:
    first = max(2, _number(request.GET.get("from", "")) or min(chosen, default=2))
    posts = Post.objects.visible_to(request.user).filter(thread=thread, number__gte=first).select_related("author")
    rows = list(posts.defer("source", "html").order_by("number")[: SHOWN + 1])
    next_one = rows[SHOWN].number if len(rows) > SHOWN else 0
    return _page(
        request, thread, "split", form, status, posts=rows[:SHOWN], chosen=chosen, first=first, more=next_one,
        after="after" in request.POST, **more,
    )  # fmt: skip


def _chosen(request: HttpRequest, thread: Thread) -> list[int]:
    """The numbers that were ticked; with "and all after", everything from the first of them on."""
    numbers = sorted({number for text in request.POST.getlist("post") if (number := _number(text))})
    if numbers and "after" in request.POST:
        behind = Post.objects.filter(thread=thread, number__gte=numbers[0]).order_by("number")
        return list(behind.values_list("number", flat=True))
    return numbers


def _carried(request: HttpRequest, target: Thread, carried: Carried) -> HttpResponse:
    words = ngettext("%(n)d post stands here now.", "%(n)d posts stand here now.", carried.count) % {"n": carried.count}
    then = {
        ALONG: _("The accepted answer came along."),
        WITHDRAWN: _("One of them was the accepted answer; here it is not, so the question is open again."),
    }
    messages.success(request, " ".join(filter(None, [words, then.get(carried.answer, "")])))
    return redirect(post_url(target, carried.first))


def _number(text: str) -> int:
    return whole_number(text, 8) or 0
