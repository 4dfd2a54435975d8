"""Replying: the form at the end of a thread, and the same on a page of its own."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.completing.calling import too_many_words
from community.composing.composer import Composer, answerable, refill, reply_composer
from community.composing.forms import ReplyForm
from community.composing.submitting import submit_reply
from community.composing.views.answering import problem, refused
from community.drafts.rescuing import keeping_text
from community.following.choosing import choice_of_writer
from community.following.reading import last_read, wrote
from community.polls.models import Poll
from community.posts.calling import TooManyCalled
from community.posts.held import words_after_posting
from community.posts.models import Post
from community.posts.permissions import may_reply
from community.posts.writing import PostEmpty, ThreadGone
from community.threads.former import merged_thread
from community.threads.models import Thread
from community.threads.reading import end_of
from community.threads.rows import post_url
from config.lib.audience import Viewer, members_only, public
from config.lib.htmx import go, is_fragment
from config.lib.markup import PostTooLong
from config.lib.net import network_of
from config.lib.numbers import whole_number
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from members.profiles.submissions import SameKeyOtherText


def find_thread(viewer: Viewer, thread_id: int) -> Thread:
    """A thread the viewer may see; 404 as for one that does not exist."""
    thread = Thread.objects.visible_to(viewer).select_related("space").filter(pk=thread_id).first()
    if thread is None:
        raise Http404
    return thread


def _standing_thread(viewer: Viewer, thread_id: int) -> Thread:
    """The thread, or the one it was merged into."""
    try:
        return find_thread(viewer, thread_id)
    except Http404:
        elsewhere = merged_thread(viewer, thread_id)
        if elsewhere is None:
            raise
        return elsewhere


@keeping_text
@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def thread_reply(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Write a reply on a page of its own, or post one from anywhere."""
    member = cast(Member, request.user)
    thread = _standing_thread(member, thread_id)
    is_elsewhere = thread.pk != thread_id
    if is_elsewhere and request.method != "POST":
        return redirect("thread_reply", thread.pk)
    composer = reply_composer(member, thread, to=whole_number(request.GET.get("to", ""), 9), whole=True)
    if is_elsewhere:
        return _merged_meanwhile(request, thread, composer)
    if request.method == "POST":
        return _post(request, member, thread, composer)
    if composer.answering and "quote" in request.GET and not composer.body:
        composer.body = quoted(composer.answering)
    refusal = may_reply(member, thread)
    context = {"composer": composer, "thread": thread, "reply_refusal": refusal}
    return render(request, "community/posts/reply.html", context, status=403 if refusal else 200)


def quoted(post: Post) -> str:
    """A whole post as a quote with its source, for an answer."""
    handle = post.author.handle if post.author else ""
    head = f"> @{handle} in #{post.number}:\n" if handle else ""
    return head + "".join(f"> {line}".rstrip() + "\n" for line in post.source.splitlines()) + "\n"


def _post(request: HttpRequest, member: Member, thread: Thread, composer: Composer) -> HttpResponse:
    form = ReplyForm(request.POST)
    refill(composer, request.POST, form if not form.is_valid() else None)
    if not form.is_valid() or composer.errors:
        return problem(request, composer, 422, thread=thread)
    data = form.cleaned_data
    composer.answering = answerable(thread, data["reply_to"])
    arrived = _arrived(member, thread, data["seen"], data["key"])
    if arrived:
        composer.arrived, composer.seen = arrived, thread.posts_count
        return problem(request, composer, 409, thread=thread)
    try:
        post = submit_reply(
            thread, by=member, source=data["body"], key=data["key"], reply_to=data["reply_to"],
            poll=composer.wanted_poll, insist=request.POST.get("insist", ""), sender=network_of(request),
        )  # fmt: skip
    except NotNow as not_now:
        return refused(request, composer, not_now.refusal, thread=thread)
    except ThreadGone:
        composer.errors["body"] = _("This thread was merged into another one as you wrote. Post again to reply there.")
        return problem(request, composer, 409, thread=thread)
    except (PostEmpty, PostTooLong, TooManyCalled, SameKeyOtherText) as error:
        composer.errors["body"] = words_for(error)
        return problem(request, composer, 422, thread=thread)
    return _posted(request, member, thread, post)


def _merged_meanwhile(request: HttpRequest, thread: Thread, composer: Composer) -> HttpResponse:
    """What was written for a thread that is part of another now stands in the composer of that one."""
    refill(composer, request.POST)
    composer.answering, composer.seen = None, thread.posts_count
    words = _("The thread you wrote in was merged into “%(title)s”. Post again to reply there.")
    composer.errors["body"] = words % {"title": thread.title}
    return problem(request, composer, 409, thread=thread)


def words_for(error: Exception) -> str:
    """What to tell somebody whose text cannot be posted."""
    if isinstance(error, SameKeyOtherText):
        return _("This form was sent already, with other words. Open the page again to post this too.")
    if isinstance(error, PostTooLong):
        return _("At most %(limit)d characters fit into a post. Shorten it or post it in parts.") % {
            "limit": error.limit
        }
    if isinstance(error, TooManyCalled):
        return too_many_words(error.people)
    return _("Write something first.")


def _arrived(member: Member, thread: Thread, seen: int | None, key: str) -> int:
    """How many replies of others came since the writer last looked; none for a copy of what is posted already."""
    if seen is None or seen >= thread.posts_count:
        return 0
    if key and Post.objects.filter(author=member, submission=key).exists():
        return 0
    seen = max(seen, last_read(member, thread))
    fresh = Post.objects.filter(thread=thread, number__gt=seen, deleted_at=None, hidden_at=None, held_at=None)
    return int(fresh.exclude(author=member).count())


def _posted(request: HttpRequest, member: Member, thread: Thread, post: Post) -> HttpResponse:
    thread = post.thread  # as it stands now
    wrote(member, thread, post.number)
    last = whole_number(request.POST.get("last", ""), 9)
    if not is_fragment(request) or last is None:
        messages.success(request, undo_words(request, words_after_posting(post, _("Posted.")), post))
        return go(request, post_url(thread, post.number))
    page = end_of(member, thread, last)
    context = {
        "page": page, "thread": thread, "post": post, "arriving": True, "reply_refusal": None,
        "follow": choice_of_writer(member, thread),
        "composer": Composer("reply", f"thread:{thread.pk}", "", "", "", seen=thread.posts_count),
        "said": words_after_posting(post, _("Reply posted")),
    }  # fmt: skip
    return render(request, "community/posts/_posted.html", context)


def undo_words(request: HttpRequest, sentence: str, post: Post) -> str:
    """A sentence for the top of the next page: how to take the post back; without JavaScript, how to add a poll."""
    back = format_html(
        '{} <a href="{}">{}</a>', sentence, reverse("post_undo", args=[post.pk]), _("Take it back within a minute")
    )
    if is_fragment(request) or Poll.objects.filter(post=post).exists():
        return back
    return format_html('{} · <a href="{}">{}</a>', back, reverse("poll_new", args=[post.pk]), _("Add a poll"))


@public
@require_safe
def post(request: HttpRequest, post_id: int) -> HttpResponse:
    """The short address of a post: leads to its place in the thread."""
    found = Post.objects.visible_to(request.user).select_related("thread").filter(pk=post_id).first()
    if found is None:
        raise Http404
    return redirect(post_url(found.thread, found.number))
