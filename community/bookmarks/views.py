"""Keeping posts, and the list of what one keeps."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.bookmarks.forms import BookmarkForm
from community.bookmarks.keeping import keep
from community.bookmarks.models import Bookmark
from community.bookmarks.showing import FILTERS, page_of, rows_of
from community.posts.models import Post
from config.lib.audience import MemberRequest, members_only
from config.lib.cursors import cursor_from
from config.lib.limits import Limit, by_member, limited
from config.lib.numbers import whole_number

KEEPS = Limit("bookmarks.member", 120, 60)
WORDS_MAX = 100
LIST = "saved"
"""Stands in the address of a bookmark's page when it was opened from the list, and leads back there."""


@members_only
@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    """Everything one keeps, the last kept first."""
    member = cast("MemberRequest", request).user
    show = request.GET.get("show", "")
    words = " ".join(request.GET.get("q", "").replace("\0", "").split())[:WORDS_MAX]
    rows, older = page_of(member, show, words, cursor_from(request.GET.get("after")))
    kept = {name: word for name, word in (("show", show), ("q", words)) if word}
    context = {
        "rows": rows,
        "tabs": _tabs(show, words),
        "show": show if show in FILTERS else "",
        "words": words,
        "older": f"?{urlencode(kept | {'after': str(older)})}" if older else "",
        "removed": _removed(request),
    }
    return render(request, "community/bookmarks/index.html", context)


def _tabs(show: str, words: str) -> list[dict[str, object]]:
    labels = {
        "": _("All"), "threads": _("Threads"), "replies": _("Replies"), "reminders": _("With a reminder"),
    }  # fmt: skip
    current = show if show in FILTERS else ""
    asked = {name: {"show": name, "q": words} for name in labels}
    return [
        {
            "url": f"?{urlencode({key: word for key, word in asked[name].items() if word})}",
            "label": label,
            "current": name == current,
        }
        for name, label in labels.items()
    ]


def _removed(request: HttpRequest) -> Bookmark | None:
    """What was just removed, for the way back."""
    removed = whole_number(request.GET.get("removed", ""))
    if removed is None:
        return None
    mine = Bookmark.objects.filter(member=cast("MemberRequest", request).user, removed_at__isnull=False)
    found: Bookmark | None = mine.filter(pk=removed).first()
    return found


@members_only
@limited(KEEPS, key=by_member)
@require_POST
def post_save(request: HttpRequest, post_id: int) -> HttpResponse:
    """Keep a post. Without JavaScript the page with note and reminder follows."""
    post = Post.objects.readable_by(request.user).select_related("thread").filter(pk=post_id).first()
    if post is None:
        raise Http404
    bookmark = keep(post, by=cast("MemberRequest", request).user)
    if not request.htmx:  # type: ignore[attr-defined]
        messages.success(request, _("Saved. You find it again under Saved, in your menu."))
        return redirect("saved_edit", bookmark.pk)
    whole = request.POST.get("what") == "thread"
    context = {"post": post, "bookmark": bookmark, "whole": whole}
    return render(request, "community/bookmarks/kept.html", context)


@members_only
@limited(KEEPS, key=by_member)
@require_http_methods(["GET", "HEAD", "POST"])
def saved_edit(request: HttpRequest, bookmark_id: int) -> HttpResponse:
    """The note and the reminder of one bookmark."""
    member = cast("MemberRequest", request).user
    bookmark = _find(request, bookmark_id)
    (row,) = rows_of(member, [bookmark])
    sent = request.POST if request.method == "POST" else None
    form = BookmarkForm(sent, bookmark=bookmark, post=row.post, waiting=bookmark.waiting)
    from_list = request.GET.get("from") == LIST
    back = reverse("saved") if from_list or not row.post else row.url
    if sent is None or not form.is_valid():
        context = {"form": form, "row": row, "back": back}
        return render(request, "community/bookmarks/edit.html", context, status=200 if sent is None else 422)
    bookmark.write_down(form.cleaned_data["note"], form.wanted, by=member)
    messages.success(request, _("Saved."))
    return redirect(back)


@members_only
@limited(KEEPS, key=by_member)
@require_POST
def saved_remove(request: HttpRequest, bookmark_id: int) -> HttpResponse:
    """Keep it no longer; the list offers the way back."""
    _find(request, bookmark_id).remove(by=cast("MemberRequest", request).user)
    where = request.POST.get("back", "")
    # A word alone would be taken for the name of a page.
    if where.startswith("/") and url_has_allowed_host_and_scheme(where, allowed_hosts=None):
        messages.success(request, _("No longer saved."))
        return redirect(where)
    return redirect(f"{reverse('saved')}?removed={bookmark_id}")


@members_only
@limited(KEEPS, key=by_member)
@require_POST
def saved_restore(request: HttpRequest, bookmark_id: int) -> HttpResponse:
    """Keep it again, as it was."""
    member = cast("MemberRequest", request).user
    bookmark = Bookmark.objects.filter(member=member, pk=bookmark_id).first()
    if bookmark is None:
        messages.error(request, _("This can no longer be brought back: it was removed more than a day ago."))
        return redirect("saved")
    bookmark.restore(by=member)
    messages.success(request, _("Saved again, as it was."))
    return redirect("saved")


def _find(request: HttpRequest, bookmark_id: int) -> Bookmark:
    """One of the member's own; of anybody else's there is no sign."""
    mine = Bookmark.objects.visible_to(request.user).select_related("post__thread")
    found: Bookmark | None = mine.filter(pk=bookmark_id).first()
    if found is None:
        raise Http404
    return found
