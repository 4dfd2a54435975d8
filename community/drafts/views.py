"""Drafts: kept while typing, listed, continued, thrown away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.composing.prompts import is_untouched
from community.drafts.keeping import KEPT, DraftRefused, Target, forget, keep, target_of
from community.drafts.models import Draft
from community.drafts.of_guides import is_for_guide, row_of_guide
from community.drafts.rescuing import keeping_text
from community.posts.models import Post
from community.spaces.models import Kind, Space
from community.spaces.seeing import visible_space_ids
from community.threads.models import Thread
from config.lib.audience import Viewer, members_only
from config.lib.limits import Limit, by_member, limited
from config.lib.numbers import whole_number
from members.profiles.models import Member

MORE, LONGEST_MORE = ("summary", "sources", "months", "space"), 15_000
"""What else the composer of a guide holds."""
SAVES = Limit("drafts.member", 120, 60)


@dataclass(frozen=True)
class Row:
    """A draft in the list."""

    draft: Draft
    title: str
    place: str
    url: str
    extract: str


@keeping_text
@members_only
@limited(SAVES, key=by_member)
@require_POST
def draft_save(request: HttpRequest) -> HttpResponse:
    """Keep what is being typed; a page without JavaScript leads to the list."""
    member, data = cast(Member, request.user), request.POST
    key = data.get("draft_key", "")
    if not _is_target(member, key):
        raise Http404
    fields: dict[str, Any] = {
        "body": _typed(request, "body").replace("\r\n", "\n"),
        "title": _typed(request, "title")[:200],
        "tags": _typed(request, "tags")[:400],
        "kind": data["kind"] if data.get("kind") in Kind.values else "",
        "space": _space(member, data.get("space", "")),
        "reply_to": _number(data.get("reply_to", "")) or None,
    }
    if key == "new" and is_untouched(fields["body"], filter(None, [fields["space"]])):
        fields["body"] = ""  # what a thread begins with was written by nobody
    if (target_of(key) or Target("")).act.startswith("guide"):
        fields["more"] = {name: _typed(request, name)[:LONGEST_MORE] for name in MORE}
    submission = _typed(request, "key")[:64]
    try:
        draft = keep(member, key, version=_number(data.get("draft_version", "")), submission=submission, **fields)
    except DraftRefused as refused:
        return _say(request, str(refused), status=422)
    return _saved(request, draft)


def _saved(request: HttpRequest, draft: Draft | None) -> HttpResponse:
    if "application/json" not in request.headers.get("Accept", ""):
        messages.success(request, _("Saved as a draft.") if draft else _("There is nothing to keep yet."))
        return redirect("drafts")
    if draft is None:
        return JsonResponse({"version": 0, "words": ""})
    at = formats.date_format(timezone.localtime(draft.saved_at), "H:i")
    return JsonResponse(
        {
            "version": draft.version,
            "words": _("Draft saved %(time)s") % {"time": at},
            "others": [other["body"] for other in draft.others],
        }
    )


def _say(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"error": sentence}, status=status)
    context = {"sentence": sentence, "typed": [("body", request.POST.get("body", ""))]}
    return render(request, "errors/form_expired.html", context, status=status)


@members_only
@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """Everything unfinished, newest first."""
    member = cast(Member, request.user)
    mine = Draft.objects.filter(member=member).select_related("space").order_by("-saved_at")
    context = {"drafts": _rows(member, list(mine)), "days": KEPT.days}
    return render(request, "community/drafts/index.html", context)


@members_only
@require_POST
def draft_discard(request: HttpRequest) -> HttpResponse:
    """Throw a draft away."""
    forget(cast(Member, request.user), _typed(request, "draft_key")[:64])
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"version": 0})
    messages.success(request, _("The draft is gone."))
    return redirect("drafts")


def _space_name(viewer: Member, draft: Draft) -> str:
    """The space a new thread is meant for, as long as its writer may still see it."""
    seen = draft.space is not None and draft.space.pk in visible_space_ids(viewer)
    return draft.space.name if draft.space and seen else _("New thread")


def _is_target(viewer: Viewer, key: str) -> bool:
    """Whether the key names something this member may write to; the rest does not exist for them."""
    target = target_of(key)
    if target is None:
        return False
    if target.act == "guide":
        return not target.number or is_for_guide(viewer, target.number)
    if target.act in ("thread", "guide-of"):
        return bool(Thread.objects.visible_to(viewer).filter(pk=target.number).exists())
    return target.act in ("new", "hello") or bool(Post.objects.visible_to(viewer).filter(pk=target.number).exists())


def _rows(member: Member, found: list[Draft]) -> list[Row]:
    targets = {draft.pk: target_of(draft.key) for draft in found}
    numbers = [(t.act, t.number) for t in targets.values() if t]
    threads = Thread.objects.visible_to(member).in_bulk([n for act, n in numbers if act == "thread"])
    posts = Post.objects.visible_to(member).select_related("thread").in_bulk([n for act, n in numbers if act == "edit"])
    rows = []
    for draft in found:
        target = targets[draft.pk]
        extract = Truncator(" ".join(draft.body.split())).chars(160)
        if target is None or target.act == "new":
            title = draft.title or _("A thread without a title")
            rows.append(Row(draft, title, _space_name(member, draft), reverse("thread_new"), extract))
        elif target.act == "hello":
            rows.append(Row(draft, draft.title, _("Your introduction"), f"{reverse('welcome')}?open=hello", extract))
        elif target.act == "thread" and (thread := threads.get(target.number)):
            rows.append(Row(draft, thread.title, _("Reply"), reverse("thread_reply", args=[thread.pk]), extract))
        elif target.act.startswith("guide") and (row := row_of_guide(member, draft, target)):
            rows.append(Row(draft, *row, extract))
        elif target.act == "edit" and (post := posts.get(target.number)):
            rows.append(Row(draft, post.thread.title, _("Edit"), reverse("post_edit", args=[post.pk]), extract))
        else:
            rows.append(Row(draft, _("The thread is no longer here"), _("Your words are kept"), "", draft.body))
    return rows


def _typed(request: HttpRequest, name: str) -> str:
    """A field as it was typed, without the one character that PostgreSQL does not store."""
    return request.POST.get(name, "").replace("\0", "")


def _space(viewer: Viewer, number: str) -> Space | None:
    return Space.objects.visible_to(viewer).filter(pk=_number(number)).first()


def _number(text: str) -> int:
    return whole_number(text, 9) or 0
