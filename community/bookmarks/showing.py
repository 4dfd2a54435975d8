"""Bookmarks as their owner sees them: what was kept, or that it is gone; the note; what became of the reminder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.text import Truncator

from community.bookmarks.models import Bookmark, Reminder
from community.posts.models import Post
from community.threads.rows import post_url
from config.lib.cursors import Cursor

if TYPE_CHECKING:
    from members.profiles.models import Member

PAGE = 30
EXTRACT = 200
FILTERS = ("threads", "replies", "reminders")


@dataclass(frozen=True)
class Row:
    """One bookmark in the list."""

    bookmark: Bookmark
    post: Post | None
    """None when it is gone, or may not be read any more; then nothing of it is said."""
    reminder: Reminder | None = None
    """The one that waits; otherwise the last that was done."""
    answered: bool = False
    """Whether a reminder that waits will stay silent, because somebody has answered."""

    @property
    def url(self) -> str:
        """The post in its thread, wherever that is now."""
        return post_url(self.post.thread, self.post.number) if self.post else ""

    @property
    def extract(self) -> str:
        """The beginning of what it says."""
        return Truncator(" ".join(self.post.text.split())).chars(EXTRACT) if self.post else ""


def page_of(member: Member, show: str, words: str, after: Cursor | None) -> tuple[list[Row], Cursor | None]:
    """Some bookmarks, the last kept first, and where the list goes on: three queries."""
    mine: Any = Bookmark.objects.visible_to(member).shown_as(show)
    if words:
        mine = mine.filter(note__unaccent__icontains=words)
    mine = after.below(mine, "kept_at") if after else mine
    found = list(mine.order_by("-kept_at", "-pk")[: PAGE + 1])
    shown = found[:PAGE]
    older = Cursor(shown[-1].kept_at, shown[-1].pk) if len(found) > PAGE else None
    return rows_of(member, shown), older


def rows_of(member: Member, bookmarks: list[Bookmark]) -> list[Row]:
    """These bookmarks as rows: two queries."""
    if not bookmarks:
        return []
    readable = Post.objects.readable_by(member).filter(pk__in=[one.post_id for one in bookmarks if one.post_id])
    posts = (
        readable.filter(thread__deleted_at=None, thread__held_at=None)
        .select_related("thread__space", "author")
        .defer("source", "html")
    )
    known = posts.in_bulk()
    # What waits comes last, and so it holds; otherwise the last that was done.
    reminders = Reminder.objects.filter(bookmark__in=bookmarks).with_answered().order_by("done_at", "pk")
    last = {reminder.bookmark_id: reminder for reminder in reminders}
    return [_row(bookmark, known.get(bookmark.post_id), last.get(bookmark.pk)) for bookmark in bookmarks]


def _row(bookmark: Bookmark, post: Post | None, reminder: Reminder | None) -> Row:
    waits = post is not None and reminder is not None and reminder.done_at is None and reminder.if_unanswered
    silent = waits and bool(vars(reminder)["answered"])
    return Row(bookmark, post, reminder, silent)
