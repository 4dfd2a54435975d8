"""Changing posts: editing, deleting, restoring, undoing."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.composing.composer import Composer, edit_composer, refill
from community.composing.forms import EditForm
from community.composing.submitting import submit_edit
from community.composing.undoing import TooLate, undo
from community.composing.views.answering import problem, refused, stop_at
from community.composing.views.replying import words_for
from community.drafts.rescuing import keeping_text
from community.posts.calling import TooManyCalled
from community.posts.editing import EditConflict
from community.posts.held import words_after_posting
from community.posts.models import Post
from community.posts.permissions import may_delete, may_edit, may_restore, may_set_wiki, may_undo
from community.posts.writing import PostEmpty
from community.threads.rows import post_url
from config.lib.audience import Viewer, members_only
from config.lib.diffing import diff
from config.lib.htmx import go
from config.lib.live import publish
from config.lib.markup import PostTooLong
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal


def find_post(viewer: Viewer, post_id: int) -> Post:
    """A post the viewer may see; 404 as for one that does not exist."""
    post = Post.objects.visible_to(viewer).select_related("thread__space", "author").filter(pk=post_id).first()
    if post is None:
        raise Http404
    return post


def _allowed(request: HttpRequest, post_id: int, may: Callable[[Viewer, Post], Refusal | None]) -> tuple[Post, Member]:
    post = find_post(request.user, post_id)
    stop_at(may(request.user, post))
    return post, cast(Member, request.user)


@keeping_text
@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def post_edit(request: HttpRequest, post_id: int) -> HttpResponse:
    """Edit a post; whoever saves second sees both versions and keeps theirs."""
    member = cast(Member, request.user)
    post = find_post(member, post_id)
    refusal = may_edit(member, post)
    if request.method != "POST":
        stop_at(refusal)
    composer = edit_composer(member, post)
    if refusal is not None:
        return refused(request, refill(composer, request.POST), refusal, post=post)
    if request.method == "POST":
        return _save(request, member, post, composer)
    return render(request, "community/posts/edit.html", {"composer": composer, "post": post})


def _save(request: HttpRequest, member: Member, post: Post, composer: Composer) -> HttpResponse:
    form = EditForm(request.POST, titled=post.number == 1)
    refill(composer, request.POST, form if not form.is_valid() else None)
    if not form.is_valid():
        return problem(request, composer, 422, post=post)
    data = form.cleaned_data
    try:
        submit_edit(
            post, by=member, source=data["body"], version=data["version"],
            title=data.get("title", ""), reason=data["reason"], insist=request.POST.get("insist", ""),
        )  # fmt: skip
    except EditConflict as conflict:
        composer.conflict, composer.version = conflict.current, conflict.current.version
        context = {"post": post, "changes": diff(data["body"], conflict.current.source)}
        return problem(request, composer, 409, **context)
    except NotNow as not_now:
        return refused(request, composer, not_now.refusal, post=post)
    except (PostEmpty, PostTooLong, TooManyCalled) as error:
        composer.errors["body"] = words_for(error)
        return problem(request, composer, 422, post=post)
    publish(f"thread:{post.thread_id}", "edited", post=post.pk, number=post.number)
    post.refresh_from_db(fields=["held_at"])
    is_own = post.author_id == member.pk
    said = _("Saved. A moderator will look at it.") if is_own and (post.held_at or post.hidden_at) else _("Saved.")
    messages.success(request, words_after_posting(post, said) if is_own else said)
    return go(request, post_url(post.thread, post.number))


@members_only
@require_POST
def post_delete(request: HttpRequest, post_id: int) -> HttpResponse:
    """Leave a tombstone instead of the post; it can come back."""
    post, by = _allowed(request, post_id, may_delete)
    post.delete_softly(by=by)
    publish(f"thread:{post.thread_id}", "deleted", post=post.pk, number=post.number)
    messages.success(request, _("Deleted. It can be restored where it stood for 30 days."))
    return go(request, post_url(post.thread, post.number))


@members_only
@require_POST
def post_restore(request: HttpRequest, post_id: int) -> HttpResponse:
    """Show a deleted post again."""
    post, by = _allowed(request, post_id, may_restore)
    post.restore(by=by)
    publish(f"thread:{post.thread_id}", "edited", post=post.pk, number=post.number)
    messages.success(request, _("Restored."))
    return go(request, post_url(post.thread, post.number))


@members_only
@require_POST
def post_wiki(request: HttpRequest, post_id: int) -> HttpResponse:
    """Let experienced members edit a post together, or end that."""
    post, by = _allowed(request, post_id, may_set_wiki)
    if request.POST.get("wiki") == "no":
        post.close_to_members(by=by)
        messages.success(request, _("Only its author and the team can edit this post now."))
    else:
        post.open_to_members(by=by)
        messages.success(request, _("Members who have been here for 30 days can edit this post now."))
    return go(request, post_url(post.thread, post.number))


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def post_undo(request: HttpRequest, post_id: int) -> HttpResponse:
    """Take back what was just posted; its text becomes a draft again."""
    post, by = _allowed(request, post_id, may_undo)
    if request.method != "POST":
        return render(request, "community/posts/undo.html", {"post": post, "thread": post.thread})
    thread, is_thread = post.thread, post.number == 1
    try:
        undo(post, by=by)
    except TooLate as late:
        raise PermissionDenied(_("Somebody has replied, so it stays. You can still edit or delete it.")) from late
    except NotNow as refused:
        raise PermissionDenied(refused.refusal.sentence) from refused
    drafts = format_html('<a href="{}">{}</a>', reverse("drafts"), _("Drafts"))
    messages.success(request, format_html("{} {}", _("Taken back. Your text is a draft again."), drafts))
    return go(request, reverse("thread_new") if is_thread else f"{thread.get_absolute_url()}?page={_last(post)}#reply")


def _last(post: Post) -> int:
    """The page on which the thread ends without this post."""
    return post.thread.page_of(post.number - 1)
