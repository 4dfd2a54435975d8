"""Lists for what is being typed: fragments with the options of a listbox; and what the names in a text will do."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from community.completing import finding
from community.completing.calling import effects
from community.posts.calling import names_in
from community.posts.models import Post
from community.spaces.models import Space
from community.threads.models import Thread
from config.lib.audience import members_only
from config.lib.limits import COMPLETE, by_member, spend
from config.lib.numbers import whole_number
from members.profiles.models import Member


@members_only
@require_GET
def complete(request: HttpRequest, kind: str) -> HttpResponse:
    """Members and groups, tags or emoji for a few letters."""
    spend(COMPLETE, by_member(request))
    viewer, words = cast(Member, request.user), request.GET.get("q", "")[:60]
    if kind == "members":
        thread, space = _place(request, viewer)
        found = finding.people_and_groups(viewer, words, thread, space)
    elif kind == "tags":
        found = finding.tags(viewer, words)
    elif kind == "emoji":
        found = finding.emoji(words)
    else:
        raise Http404
    return render(request, "community/completing/choices.html", {"choices": found})


@members_only
@require_GET
def names_called(request: HttpRequest) -> HttpResponse:
    """Whom the names in a text call; those that an edited post held before do nothing anew."""
    spend(COMPLETE, by_member(request))
    viewer = cast(Member, request.user)
    _thread, space = _place(request, viewer)
    names = names_in(request.GET.get("q", "")[:800])
    posts = Post.objects.readable_by(viewer).only("source")  # what a tombstone said is not told, not even a name
    post = cast("Post | None", _seen(posts, request.GET.get("post", "")))
    if post is not None:
        before = names_in(post.source)
        names = [name for name in names if name not in before]
    sentences = effects(viewer, names, space) if space else []
    return render(request, "community/completing/effects.html", {"sentences": sentences})


def _place(request: HttpRequest, viewer: Member) -> tuple[Thread | None, Space | None]:
    """Where the text will stand, as far as the viewer sees it."""
    thread = _seen(Thread.objects.visible_to(viewer).select_related("space"), request.GET.get("thread", ""))
    if thread is not None:
        return cast(Thread, thread), cast(Thread, thread).space
    return None, cast("Space | None", _seen(Space.objects.visible_to(viewer), request.GET.get("space", "")))


def _seen(rows: object, number: str) -> object:
    """The row with this number, if the viewer sees it."""
    pk = whole_number(number)
    return rows.filter(pk=pk).first() if pk is not None else None  # type: ignore[attr-defined]
