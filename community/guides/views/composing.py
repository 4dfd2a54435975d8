"""Writing guides: beginning one, looking at it before it is saved, editing it, taking an earlier version again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.composing.views.answering import problem, refused, stop_at
from community.composing.views.replying import words_for
from community.drafts.rescuing import keeping_text
from community.guides.composer import GuideComposer, edit_composer, new_composer, refill
from community.guides.editing import GuideConflict
from community.guides.finding import guide_at
from community.guides.forms import ALL, GuideForm
from community.guides.models import Guide, GuideRevision
from community.guides.permissions import looks_after, may_edit, may_propose, places_for, spaces_for
from community.guides.submitting import submit_guide, submit_guide_edit, submit_guide_restore, words_after_saving
from community.guides.writing import resolver_in
from community.posts.models import POST_MAX
from community.posts.writing import PostEmpty
from community.spaces.models import Space
from community.threads.models import Thread
from config.lib import markup
from config.lib.audience import Viewer, members_only
from config.lib.diffing import diff
from config.lib.htmx import go, is_fragment
from config.lib.limits import PREVIEWS, by_member, limited
from config.lib.markup import PostTooLong
from config.lib.numbers import whole_number
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from moderation.screening.stopping import Stopped

if TYPE_CHECKING:
    from members.profiles.refusing import Refusal


def _thread(viewer: Viewer, number: str) -> Thread | None:
    """The thread a guide is to be made of; 404 for one the viewer may not see."""
    if not number:
        return None
    threads = Thread.objects.visible_to(viewer).filter(deleted_at=None).select_related("space", "answer")
    thread: Thread | None = threads.filter(pk=whole_number(number) or 0).first()
    if thread is None:
        raise Http404
    return thread


@keeping_text
@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def guide_new(request: HttpRequest) -> HttpResponse:
    """Write a guide, from scratch or from a thread (`thread`); it begins as a draft."""
    member = cast(Member, request.user)
    thread = _thread(member, request.GET.get("thread", ""))
    refusal = may_propose(member)
    if request.method != "POST":
        stop_at(refusal)
    spaces = spaces_for(member, thread)
    composer = new_composer(member, spaces, thread=thread)
    if request.method != "POST":
        composer.place = composer.place or _wished(request.GET.get("space", ""), spaces)
        return render(request, "community/guides/compose.html", {"composer": composer})

    def begin(data: dict[str, Any]) -> Guide:
        return submit_guide(data, by=member, thread=thread, draft_key=composer.draft_key)

    said = _("Your draft is saved. Ask for a second look when it is ready.")
    return _sent(request, composer, GuideForm(request.POST, viewer=member, spaces=spaces), refusal, begin, said)


def _wished(slug: str, spaces: list[Space | None]) -> str:
    return next((str(space.pk) for space in spaces if space is not None and space.slug == slug), "")


def _sent(
    request: HttpRequest, composer: GuideComposer, form: GuideForm, refusal: Refusal | None,
    save: Callable[[dict[str, Any]], Guide], said: str,
) -> HttpResponse:  # fmt: skip
    """What was written: it stays in the composer, and is saved unless it may not be or is wrong."""
    refill(composer, request.POST, form if not form.is_valid() else None)
    if refusal is not None:
        return refused(request, composer, refusal)
    if composer.errors:
        return problem(request, composer, 422)
    try:
        guide = save(form.cleaned_data | {"insist": request.POST.get("insist", "")})
    except GuideConflict as conflict:
        composer.conflict, composer.version = conflict.current, conflict.current.version  # type: ignore[assignment]
        return problem(request, composer, 409, changes=diff(form.cleaned_data["body"], conflict.current.source))
    except NotNow as not_now:
        return refused(request, composer, not_now.refusal)
    except (PostEmpty, PostTooLong) as error:
        composer.errors["body"] = words_for(error)
        return problem(request, composer, 422)
    messages.success(request, words_after_saving(guide, said))
    return go(request, guide.get_absolute_url())


@keeping_text
@members_only
@require_http_methods(["GET", "HEAD", "POST"])
@guide_at
def guide_edit(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Edit a guide; whoever saves second sees both versions and keeps theirs."""
    member = cast(Member, request.user)
    refusal = may_edit(member, guide)
    if request.method != "POST":
        stop_at(refusal)
    spaces = places_for(member, guide)
    composer = edit_composer(member, guide, spaces)
    if request.method != "POST":
        return render(request, "community/guides/compose.html", {"composer": composer})

    def save(data: dict[str, Any]) -> Guide:
        submit_guide_edit(guide, data, by=member)
        return guide

    form = GuideForm(request.POST, viewer=member, spaces=spaces)
    return _sent(request, composer, form, refusal, save, _("Saved."))


@keeping_text
@members_only
@limited(PREVIEWS, key=by_member)
@require_POST
def guide_preview(request: HttpRequest) -> HttpResponse:
    """The text as it would look; a fragment, or a page with it."""
    member = cast(Member, request.user)
    body = request.POST.get("body", "").replace("\r\n", "\n")
    context: dict[str, Any] = {"is_long": len(body) > POST_MAX, "post_max": POST_MAX, "length": len(body)}
    if not context["is_long"]:
        chosen = request.POST.get("space", ALL)
        spaces = {str(space.pk): space for space in spaces_for(member) if space is not None}
        resolver = resolver_in(spaces.get(chosen))
        context["html"] = markup.render(body, resolver, prefix="preview-").html if body.strip() else ""
    status = 422 if context["is_long"] else 200
    if is_fragment(request):
        return render(request, "community/posts/preview.html", context, status=status)
    composer = _composer_of(request, member)
    return render(
        request, "community/guides/compose.html", context | {"composer": composer, "preview": True}, status=status
    )


def _composer_of(request: HttpRequest, member: Member) -> GuideComposer:
    """The composer that was sent, found by the key of its draft."""
    act, _colon, number = request.POST.get("draft_key", "").partition(":")
    if act == "guide" and (pk := whole_number(number)) is not None:
        guides = Guide.objects.visible_to(member).select_related("space", "thread__space")
        guide = get_object_or_404(guides, pk=pk)
        stop_at(may_edit(member, guide))
        return refill(edit_composer(member, guide, places_for(member, guide)), request.POST)
    thread = _thread(member, number) if act == "guide-of" else None
    return refill(new_composer(member, spaces_for(member, thread), thread=thread), request.POST)


@members_only
@require_POST
@guide_at
def guide_restore(request: HttpRequest, guide: Guide, version: int) -> HttpResponse:
    """Take an earlier version again; the present one stays in the history."""
    member = cast(Member, request.user)
    stop_at(may_edit(member, guide))
    earlier = get_object_or_404(GuideRevision, guide=guide, version=version)
    if earlier.hidden_at is not None and not looks_after(member, guide):
        raise PermissionDenied(_("The team has hidden this version."))
    reason = _("Version %(number)d restored") % {"number": version}
    try:
        submit_guide_restore(guide, earlier, by=member, reason=reason)
    except Stopped as stopped:
        composer = edit_composer(member, guide, places_for(member, guide))
        words = {"title": earlier.title, "summary": earlier.summary, "body": earlier.source, "reason": reason}
        return refused(request, refill(composer, words), stopped.refusal)
    except NotNow as not_now:
        raise PermissionDenied(not_now.refusal.sentence) from not_now
    except GuideConflict as conflict:
        raise PermissionDenied(_("Somebody has just edited it. Look again.")) from conflict
    messages.success(request, words_after_saving(guide, _("Version %(number)d is back.") % {"number": version}))
    return redirect(guide)
