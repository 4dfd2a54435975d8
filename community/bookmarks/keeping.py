"""Keeping a post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from community.bookmarks.models import Bookmark
from members.activity.log import record

if TYPE_CHECKING:
    from community.posts.models import Post
    from members.profiles.models import Member


@transaction.atomic
def keep(post: Post, *, by: Member) -> Bookmark:
    """Keep a post that `by` may read; what is kept already stays as it is, what was removed begins anew."""
    bookmark, created = Bookmark.objects.select_for_update().get_or_create(member=by, post=post)
    if not created and bookmark.removed_at is None:
        return bookmark
    if not created:
        bookmark.removed_at, bookmark.note, bookmark.kept_at = None, "", timezone.now()
        bookmark.save(update_fields=["removed_at", "note", "kept_at"])
        bookmark.reminders.all().delete()
    record("bookmark.kept", actor=by, subject=bookmark)
    return bookmark
