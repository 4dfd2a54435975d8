"""Looking at a text before it is posted, and at how a post read before."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.completing.calling import effects
from community.composing.composer import Composer, answerable, edit_composer, refill, reply_composer, thread_composer
from community.composing.submitting import submit_edit
from community.composing.views.answering import PAGES, refused
from community.composing.views.changing import find_post
from community.composing.views.replying import find_thread
from community.drafts.keeping import target_of
from community.drafts.rescuing import keeping_text
from community.posts.calling import names_in
from community.posts.editing import EditConflict
from community.posts.held import words_after_posting
from community.posts.histories import versions_of
from community.posts.models import POST_MAX, Post, Revision
from community.posts.permissions import may_edit, may_restore_version, may_see_history, sees_hidden_versions
from community.posts.presenting import shown
from community.posts.resolving import ThreadResolver
from community.spaces.models import Space
from community.threads.models import Thread
from community.threads.permissions import may_lead, may_sort
from community.threads.rows import post_url
from config.lib import markup
from config.lib.audience import members_only, public
from config.lib.htmx import is_fragment
from config.lib.limits import PREVIEWS, by_member, limited
from config.lib.numbers import whole_number
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from members.recognition.thankable import About
from members.recognition.thanks import may_thank
from moderation.screening.stopping import Stopped


@keeping_text
@members_only
@limited(PREVIEWS, key=by_member)
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """The text as it would look, by the same way as every post; a fragment, or the composer's page with it on top."""
    member = cast(Member, request.user)
    thread, composer, earlier = _place(member, request.POST.get("draft_key", ""), request)
    body = request.POST.get("body", "").replace("\r\n", "\n")
    context: dict[str, Any] = {"is_long": len(body) > POST_MAX, "post_max": POST_MAX, "length": len(body)}
    if not context["is_long"]:
        resolver = ThreadResolver(thread, by=member, earlier=earlier)
        context["html"] = markup.render(body, resolver, prefix="preview-").html if body.strip() else ""
        names = [name for name in names_in(body) if name not in resolver.written_before]
        context["sentences"] = effects(member, names, thread.space) if thread.space.pk else []
    status = 422 if context["is_long"] else 200
    if is_fragment(request):
        return render(request, "community/posts/preview.html", context, status=status)
    refill(composer, request.POST)
    context |= {"composer": composer, "thread": thread, "preview": True, "post": composer.conflict}
    return render(request, PAGES[composer.act], context, status=status)


def _place(member: Member, key: str, request: HttpRequest) -> tuple[Thread, Composer, Post | None]:
    """Where a text will stand, named by the key of its draft, and the post it edits; 404 for unseen places."""
    target = target_of(key)
    if target is None:
        raise Http404
    if target.act == "thread":
        thread = find_thread(member, target.number)
        composer = reply_composer(member, thread, whole=True)
        composer.answering = answerable(thread, whole_number(request.POST.get("reply_to", ""), 9))
        return thread, composer, None
    if target.act == "edit":
        post = find_post(member, target.number)
        # Whoever may not edit a post learns nothing from it, not even which names stood there.
        return post.thread, edit_composer(member, post), post if may_edit(member, post) is None else None
    number = whole_number(request.POST.get("space", ""))
    space = Space.objects.visible_to(member).filter(pk=number).first() if number else None
    return Thread(space=space or Space(), author=member), thread_composer(member), None


@members_only
@require_safe
def post_more(request: HttpRequest, post_id: int) -> HttpResponse:
    """What else can be done with one post: its menu for a script, a page with the same entries without one."""
    post = find_post(request.user, post_id)
    thread = find_thread(request.user, post.thread_id)
    (one,) = shown(request.user, thread, Post.objects.filter(pk=post.pk).for_reading(request.user))
    context = {"shown": one, "post": one.post, "thread": thread, "may_lead": may_lead(request.user, thread)}
    context["may_sort"] = may_sort(request.user, thread) is None
    thanked = one.post.author if not one.is_tombstone else None
    context["may_thank"] = thanked is not None and may_thank(request.user, thanked, About("post", post.pk)) is None
    page = "community/posts/more.html"
    return render(request, f"{page}#menu" if is_fragment(request) else page, context)


@public
@require_safe
def post_history(request: HttpRequest, post_id: int) -> HttpResponse:
    """Every version of a post with what changed, newest first."""
    post = find_post(request.user, post_id)
    if not may_see_history(request.user, post):
        raise Http404
    sees_hidden = sees_hidden_versions(request.user, post)
    restores = may_restore_version(request.user, post) is None
    versions = versions_of(post, viewer=request.user, shows_hidden=sees_hidden)
    context = {"post": post, "thread": post.thread, "versions": versions, "restores": restores}
    return render(request, "community/posts/history.html", context)


@members_only
@require_POST
def revision_restore(request: HttpRequest, post_id: int, version: int) -> HttpResponse:
    """Take an earlier version of a post again; the present one stays in the history."""
    member = cast(Member, request.user)
    post, revision = _revision(request, post_id, version)
    refusal = may_restore_version(member, post)
    if refusal is not None or (revision.hidden_at and not sees_hidden_versions(member, post)):
        raise PermissionDenied(refusal.sentence if refusal else _("The team has hidden this version."))
    reason = _("Version %(number)d restored") % {"number": version}
    try:
        submit_edit(post, by=member, source=revision.source, version=post.version, title=revision.title, reason=reason)
    except Stopped as stopped:
        again = {"title": revision.title, "body": revision.source, "reason": reason}
        return refused(request, refill(edit_composer(member, post), again), stopped.refusal, post=post)
    except (NotNow, EditConflict) as error:
        words = error.refusal.sentence if isinstance(error, NotNow) else _("Somebody has just edited it. Look again.")
        raise PermissionDenied(words) from error
    post.refresh_from_db(fields=["held_at"])
    said = _("Version %(number)d is back.") % {"number": version}
    messages.success(request, words_after_posting(post, said) if post.author_id == member.pk else said)
    return redirect(post_url(post.thread, post.number))


def _revision(request: HttpRequest, post_id: int, version: int) -> tuple[Post, Revision]:
    post = find_post(request.user, post_id)
    if not may_see_history(request.user, post):
        raise Http404
    return post, get_object_or_404(Revision, post=post, version=version)
